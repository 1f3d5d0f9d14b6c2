/** Browsers as they call themselves, each with the public document that has it. None is made up, and none is shortened. */
import type { Environment } from '../../src/index'

/** One browser, and where its page is. */
export interface KnownBrowser extends Environment {
  readonly name: string
  readonly source: string
  readonly userAgent: string
}

/** Every browser of the table: wallets' own first. */
export const USER_AGENTS: readonly KnownBrowser[] = [
  {
    name: 'WeCom on iOS', app: 'wxwork', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/mobile_app.yml',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 wxwork/4.1.39 MicroMessenger/7.0.1 Language/zh ColorScheme/Light wwmver/3.26.38.377',
  },
  {
    name: 'WeCom on Windows', app: 'wxwork', device: 'desktop',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/mobile_app.yml',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.6668.101 Safari/537.36 Language/zh ColorScheme/Light wxwork/4.1.39 (MicroMessenger/6.2) WindowsWechat MailPlugin_Electron WeMail embeddisk wwmver/3.26.39.639 noMediaCs/false',
  },
  {
    name: 'WeChat on Android', app: 'wechat', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-39.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 13; PHF110 Build/RKQ1.211119.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20231202 MMWEBID/4213 MicroMessenger/8.0.46.2540(0x28002E3C) WeChat/arm64 Weixin NetType/5G Language/zh_CN ABI/arm64',
  },
  {
    name: 'WeChat on an Android tablet', app: 'wechat', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/tablet-11.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 12; PCE-W40 Build/HUAWEIPCE-W40; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Safari/537.36 XWEB/1160117 MMWEBSDK/20240404 MMWEBID/998 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 Weixin Android Tablet NetType/WIFI Language/zh_CN ABI/arm64',
  },
  {
    name: 'WeChat on iOS', app: 'wechat', device: 'phone',
    source: 'https://github.com/faisalman/ua-parser-js/blob/18d39b53dd803710cb8e76856d18c1dcf7533d11/test/data/ua/browser/browser-all.json',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 8_4_1 like Mac OS X) AppleWebKit/600.1.4 (KHTML, like Gecko) Mobile/12H321 MicroMessenger/6.3.6 NetType/WIFI Language/zh_CN',
  },
  {
    name: 'WeChat on HarmonyOS NEXT', app: 'wechat', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/fixtures/oss.yml',
    userAgent: 'Mozilla/5.0 (Phone; OpenHarmony 5.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile MicroMessenger/8.0.9.39(0xf3100927) Weixin NetType/WIFI Language/zh_CN MMWEBID/2777 MMWEBSDK/202507060011 XWEB/1140307',
  },
  {
    name: 'WeChat on Windows, by QQ Browser’s core', app: 'wechat', device: 'desktop',
    source: 'https://github.com/faisalman/ua-parser-js/blob/18d39b53dd803710cb8e76856d18c1dcf7533d11/test/data/ua/browser/browser-all.json',
    userAgent: 'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/39.0.2171.95 Safari/537.36 MicroMessenger/6.5.2.501 NetType/WIFI WindowsWechat QBCore/3.43.901.400 QQBrowser/9.0.2524.400',
  },
  {
    name: 'WeChat’s X5 core on an Android tablet', app: 'wechat', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/tablet-4.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 4.3; zh-cn; N5110 Build/JLS36C) AppleWebKit/533.1 (KHTML, like Gecko)Version/4.0 MQQBrowser/5.4 TBS/025438 Mobile Safari/533.1 MicroMessenger/6.2.0.52_r1162382.561 NetType/3gnet Language/zh_CN',
  },
  {
    name: 'WeChat on iOS 15', app: 'wechat', device: 'phone',
    source: 'https://github.com/foroco/php-browser-detection/pull/16',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.22(0x18001626) NetType/WIFI Language/zh_CN',
  },
  {
    name: 'WeChat on Windows', app: 'wechat', device: 'desktop',
    source: 'https://github.com/serbanghita/Mobile-Detect/issues/958',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x6309092b) XWEB/9105 Flue',
  },
  {
    name: 'WeChat on Windows 7', app: 'wechat', device: 'desktop',
    source: 'https://github.com/chinabugotech/hutool/issues/3467',
    userAgent: 'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090819) XWEB/8531 Flue',
  },
  {
    name: 'WeChat’s devtools as a Mac', app: 'wechat', device: 'desktop',
    source: 'https://github.com/GiantAxeWhy/doraemon (test/constants.ts/user-agent.ts)',
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13_4) AppleWebKit/605.1.15 (KHTML, like Gecko) MicroMessenger/6.5.2.501 MiniProgramEnv/Mac MiniProgram wechatdevtools/1.03.2006090 MicroMessenger/7.0.4',
  },
  {
    name: 'WeChat’s devtools as an iPad', app: 'wechat', device: 'phone',
    source: 'https://github.com/GiantAxeWhy/doraemon (test/constants.ts/user-agent.ts)',
    userAgent: 'Mozilla/5.0 (iPad; CPU OS 11_0 like Mac OS X) AppleWebKit/604.1.34 (KHTML, like Gecko) Version/11.0 Mobile/15A5341f Safari/604.1 wechatdevtools/1.03.2006090 MicroMessenger/7.0.4',
  },
  {
    name: 'A web-view of a WeChat mini-program on Android', app: 'wechat', device: 'phone',
    source: 'https://github.com/jsonchou/zax-device (__mocks__/ua-list.js)',
    userAgent: 'Mozilla/5.0 (Linux; Android 7.1.1; MI 6 Build/NMF26X; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/57.0.2987.132 MQQBrowser/6.2 TBS/043807 Mobile Safari/537.36 MicroMessenger/6.6.1.1220(0x26060135) NetType/4G Language/zh_CN miniProgram',
  },
  {
    name: 'Alipay on Android 12', app: 'alipay', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/mobile_app.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 12; zh-CN; KB2000 Build/RKQ1.211119.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/69.0.3497.100 UWS/3.22.2.43 Mobile Safari/537.36 UCBS/3.22.2.43_220223200704 NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:WIFI,ws:360|0|3.0) AliApp(AP/10.3.0.8000) AlipayClient/10.3.0.8000 Language/zh-Hans useStatusBar/true isConcaveScreen/true Region/CNAriver/1.0.0',
  },
  {
    name: 'Alipay on Android 10', app: 'alipay', device: 'phone',
    source: 'https://github.com/faisalman/ua-parser-js/blob/18d39b53dd803710cb8e76856d18c1dcf7533d11/test/data/ua/browser/browser-all.json',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 10; zh-CN; V2034A Build/QP1A.190711.020) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/69.0.3497.100 UWS/3.22.2.33 Mobile Safari/537.36 UCBS/3.22.2.33_211025173018 NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:WIFI,ws:360|0|2.0) AliApp(AP/10.2.51.7100) AlipayClient/10.2.51.7100 Language/zh-Hans useStatusBar/true isConcaveScreen/true Region/CNAriver/1.0.0',
  },
  {
    name: 'Alipay on iOS', app: 'alipay', device: 'phone',
    source: 'https://github.com/dwdjs/device (__tests__/ua.js)',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 11_2_6 like Mac OS X) AppleWebKit/604.5.6 (KHTML, like Gecko) Mobile/15D100 ChannelId(27) NebulaSDK/1.8.100112 Nebula PSDType(1) AlipayDefined(nt:WIFI,ws:414|672|3.0) AliApp(AP/10.1.18.449) AlipayClient/10.1.18.449 Alipay Language/zh-Hans',
  },
  {
    name: 'Alipay on Android, the UC core named', app: 'alipay', device: 'phone',
    source: 'https://github.com/hubvue/tools (packages/utils/__mocks__/ua.ts)',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 10; zh-CN; H9493 Build/52.1.A.3.49) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/69.0.3497.100 UWS/3.21.0.169 Mobile Safari/537.36 AlipayChannelId/5136 UCBS/3.21.0.169_200731162109 NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:WIFI,ws:411|0|3.5,ac:sp) AliApp(AP/10.2.0.8026) AlipayClient/10.2.0.8026 Language/zh-Hans useStatusBar/true isConcaveScreen/false Region/CN NebulaX/1.0.0 Ariver/1.0.0',
  },
  {
    name: 'QQ on iOS 13', app: 'qq', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/phablet-1.yml',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 13_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/17F80 QQ/8.3.6.618 V1_IPH_SQ_8.3.6_1_APP_A Pixel/1080 MiniAppEnable SimpleUISwitch/0 QQTheme/1000 Core/WKWebView Device/Apple(iPhone 6Plus) NetType/4G QBWebViewType/1 WKType/1',
  },
  {
    name: 'QQ on iOS 16', app: 'qq', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-37.yml',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_7_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 QQ/8.9.85.608 V1_IPH_SQ_8.9.85_1_APP_A Pixel/1080 MiniAppEnable SimpleUISwitch/0 StudyMode/0 CurrentMode/0 CurrentFontScale/1.117647 QQTheme/1000 AppId/537179600 Core/WKWebView Device/Apple(iPhone 13 mini) NetType/WIFI QBWebViewType/1 WKType/1',
  },
  {
    name: 'QQ on Android', app: 'qq', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-8.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 5.0.2; zh-cn; X900 Build/CBXCNOP5500912251S) AppleWebKit/533.1 (KHTML, like Gecko)Version/4.0 MQQBrowser/5.4 TBS/025489 Mobile Safari/533.1 V1_AND_SQ_6.0.0_300_YYB_D QQ/6.0.0.2605 NetType/WIFI WebP/0.3.0 Pixel/1440',
  },
  {
    name: 'TIM, which is QQ, on iOS', app: 'qq', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/mobile_app.yml',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/14G60 QQ/103.3 TIM/3.3.5.545 V1_IPH_SQ_8.4.8_335_TIM_D Pixel/750 MiniAppEnable SimpleUISwitch/1 QQTheme/1015712 Core/WKWebView Device/Apple(iPhone 6) NetType/4G QBWebViewType/1 WKType/1',
  },
  {
    name: 'QQ on Android, by the X5 core', app: 'qq', device: 'phone',
    source: 'https://github.com/hubvue/tools (packages/utils/__mocks__/ua.ts)',
    userAgent: 'Mozilla/5.0 (Linux; Android 5.1; OPPO R9tm Build/LMY47I; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/53.0.2785.49 Mobile MQQBrowser/6.2 TBS/043128 Safari/537.36 V1_AND_SQ_7.0.0_676_YYB_D PA QQ/7.0.0.3135 NetType/4G WebP/0.3.0 Pixel/1080',
  },
  {
    name: 'QQ Browser on Android', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-29.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 9; zh-cn; VTR-TL00 Build/HUAWEIVTR-TL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/89.0.4389.72 MQQBrowser/12.2 Mobile Safari/537.36',
  },
  {
    name: 'QQ Browser on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-2.yml',
    userAgent: 'Mozilla/5.0 (iPhone 5SGLOBAL; CPU iPhone OS 7_1 like Mac OS X) AppleWebKit/537.51.2 (KHTML, like Gecko) Version/6.0 MQQBrowser/5.0.5 Mobile/11D167 Safari/8536.25',
  },
  {
    name: 'QQ Browser on Windows', app: 'browser', device: 'desktop',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/browser.yml',
    userAgent: 'Mozilla/5.0 (Windows NT 5.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/31.0.1650.48 Safari/537.36 QQBrowser/8.0.3197.400',
  },
  {
    name: 'A page with Tencent’s X5 core in neither WeChat nor QQ', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-22.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 6.0.1; LG-H868 Build/MMB29M; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/53.0.2785.49 Mobile MQQBrowser/6.2 TBS/043305 Safari/537.36',
  },
  {
    name: 'UC Browser on Android', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/phablet.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 12; zh-CN; 22041216UC Build/SP1A.210812.016) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/78.0.3904.108 UCBrowser/15.0.1.1191 Mobile Safari/537.36',
  },
  {
    name: 'UC Browser on HarmonyOS NEXT', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/browser.yml',
    userAgent: 'Mozilla/5.0 (phone; Android 12; OpenHarmony 6.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile UCBrowser/17.1.8.1349',
  },
  {
    name: 'UC Browser on Windows Phone', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-5.yml',
    userAgent: 'Mozilla/5.0 (Mobile; Windows Phone 8.1; Android 4.0; ARM; Trident/7.0; Touch; rv:11.0; IEMobile/11.0; HIGHSCREEN; WinWin) like iPhone OS 7_0_3 Mac OS X AppleWebKit/537 (KHTML, like Gecko) Mobile Safari/537 UCBrowser/4.2.1.541 Mobile',
  },
  {
    name: 'Quark on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/browser.yml',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X; zh-cn) AppleWebKit/601.1.46 (KHTML, like Gecko) Mobile/20A362 Quark/5.8.9.1457 Mobile',
  },
  {
    name: 'Baidu on Android', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-41.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 14; PKD110 Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/97.0.4692.98 Mobile Safari/537.36 T7/13.70 SP-engine/3.11.0 baiduboxapp/13.70.0.10 (Baidu; P1 14) NABar/1.0',
  },
  {
    name: 'Baidu on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/faisalman/ua-parser-js/blob/18d39b53dd803710cb8e76856d18c1dcf7533d11/test/data/ua/browser/browser-all.json',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_1_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16C101 main%2F1.0 baiduboxapp/11.12.0.18 (Baidu; P2 12.1.2)',
  },
  {
    name: 'DingTalk on an Android tablet', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/tablet-9.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 8.0.0; zh-CN; BZT-W09 Build/BZT-W09) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/69.0.3497.100 UWS/3.22.1.233 Mobile Safari/537.36 AliApp(DingTalk/6.5.50) com.alibaba.android.rimet/26843028 Channel/702008 language/zh-CN abi/32 Pad/APad UT4Aplus/0.2.25 colorScheme/dark',
  },
  {
    name: 'Taobao on Android', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/mobile_app.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 7.1.1; zh-CN; OPPO R11st Build/NMF26X) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/57.0.2987.108 UCBrowser/11.9.4.974 UWS/2.14.0.3 Mobile Safari/537.36 AliApp(TB/7.8.3) UCBS/2.11.1.1 TTID/600000@taobao_android_7.8.3 WindVane/8.3.0 1080X2016',
  },
  {
    name: 'Lark on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/mobile_app.yml',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_3_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.3.1 Mobile/15E148 Safari/604.1 Lark/5.29.6 LarkLocale/en_US ChannelName/Lark LKBrowserIdentifier/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
  },
  {
    name: 'Weibo on Android', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/clienthints-app.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 6.0; HUAWEI MLA-AL10 Build/HUAWEIMLA-AL10; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/73.0.3683.90 Mobile Safari/537.36 Weibo (HUAWEI-HUAWEI MLA-AL10__weibo__9.4.3__android__android6.0)',
  },
  {
    name: 'Weibo on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/faisalman/ua-parser-js/blob/18d39b53dd803710cb8e76856d18c1dcf7533d11/test/data/ua/browser/browser-all.json',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16A366 Weibo (iPhone8,2__weibo__8.9.3__iphone__os12.0)',
  },
  {
    name: 'Douyin on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/mobile_app.yml',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 aweme_31.9.0 Region/CN AppTheme/light NetType/WIFI JsSdk/2.0 Channel/App ByteLocale/zh ByteFullLocale/zh-Hans-CN WKWebView/1 Bullet/1 aweme/31.9.0 BulletTag/C4F7B8CE-DCC0-492D-934F-923A3909D158 BytedanceWebview/d8a21c6 FalconTag/D8105CFD-2385-4C85-AB6C-7A3DF31B9ACE',
  },
  {
    name: 'Douyin on Android', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/mobile_app.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 10; HD1900 Build/QKQ1.190716.003; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/75.0.3770.156 Mobile Safari/537.36 aweme_230400 JsSdk/1.0 NetType/WIFI AppName/aweme app_version/23.4.0 ByteLocale/zh-CN Region/CN AppSkin/white AppTheme/light BytedanceWebview/d8a21c6 WebView/075113004008',
  },
  {
    name: 'Huawei’s browser on a phone', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-38.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 10; HarmonyOS; FGD-AL00; HMSCore 6.13.0.322) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 HuaweiBrowser/15.0.1.300 Mobile Safari/537.36',
  },
  {
    name: 'Huawei’s browser on a tablet', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/tablet-9.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 11; HarmonyOS; BAH4-AL10; HMSCore 6.8.0.332) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0.4515.105 HuaweiBrowser/12.1.4.304 Safari/537.36',
  },
  {
    name: 'Huawei’s browser on a HarmonyOS PC', app: 'browser', device: 'desktop',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/browser.yml',
    userAgent: 'Mozilla/5.0 (PC; OpenHarmony 6.1; Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 ArkWeb/6.1.0.100 HuaweiBrowser/6.1.3.321',
  },
  {
    name: 'Xiaomi’s browser', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/phablet-1.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 11; ru-ru; Redmi Note 11S 5G Build/RP1A.200720.011) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/13.18.0-gn',
  },
  {
    name: 'OPPO’s browser, HeyTap', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-41.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 15; en-us; PKC110 Build/AP3A.240617.008) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/115.0.5790.168 Mobile Safari/537.36 HeyTapBrowser/40.9.0.1',
  },
  {
    name: 'OPPO’s browser, older', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-11.yml',
    userAgent: 'Mozilla/5.0 (Linux; U; Android 8.1.0; zh-cn; PAAT00 Build/OPM1.171019.011) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/70.0.3538.80 Mobile Safari/537.36 OppoBrowser/10.6.2.1',
  },
  {
    name: 'vivo’s browser', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-37.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 13; V2302; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36 VivoBrowser/11.1.0.0',
  },
  {
    name: 'Samsung’s browser', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-12.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 10; SAMSUNG SM-A207M) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/11.1 Chrome/75.0.3770.143 Mobile Safari/537.36',
  },
  {
    name: 'Chrome on Android', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/tablet-12.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 14; TAB_868_PRO) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/135.0.0.0 Mobile Safari/537.36',
  },
  {
    name: 'Chrome on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/browser.yml',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/135.0.7049.53 Mobile/15E148 Safari/604.1',
  },
  {
    name: 'Chrome on Windows', app: 'browser', device: 'desktop',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/browser.yml',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Safari/537.36',
  },
  {
    name: 'Chrome on Chrome OS', app: 'browser', device: 'desktop',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/fixtures/oss.yml',
    userAgent: 'Mozilla/5.0 (X11; CrOS x86_64 14150.90.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.126 Safari/537.36',
  },
  {
    name: 'Firefox on Android', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/mobile_app.yml',
    userAgent: 'Mozilla/5.0 (Android 13; Mobile; rv:109.0) Gecko/112.0 Firefox/112.0 Freespoke/2.0.0',
  },
  {
    name: 'Firefox on an Android tablet', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/tablet.yml',
    userAgent: 'Mozilla/5.0 (Android; Tablet; rv:26.0) Gecko/26.0 Firefox/26.0',
  },
  {
    name: 'Firefox on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/faisalman/ua-parser-js/blob/18d39b53dd803710cb8e76856d18c1dcf7533d11/test/data/ua/browser/browser-all.json',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/112.0 Mobile/15E148 Safari/605.1.15',
  },
  {
    name: 'Firefox on Windows', app: 'browser', device: 'desktop',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/clienthints-app.yml',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:109.0) Gecko/20100101 Firefox/121.0',
  },
  {
    name: 'Edge on Windows', app: 'browser', device: 'desktop',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/clienthints.yml',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/97.0.4692.71 Safari/537.36 Edg/97.0.1072.66',
  },
  {
    name: 'Edge on Android', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-40.yml',
    userAgent: 'Mozilla/5.0 (Linux; Android 11; XT2013-2) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 EdgA/120.0.0.0',
  },
  {
    name: 'Edge on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/faisalman/ua-parser-js/blob/18d39b53dd803710cb8e76856d18c1dcf7533d11/test/data/ua/browser/browser-all.json',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 11_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/11.0 EdgiOS/42.1.1.0 Mobile/15F79 Safari/605.1.15',
  },
  {
    name: 'Safari on macOS', app: 'browser', device: 'desktop',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/Client/fixtures/browser.yml',
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Safari/605.1.15',
  },
  {
    name: 'Safari on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/fixtures/oss.yml',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.7.2 Mobile/15E148 Safari/604.1',
  },
  {
    name: 'Safari on an iPad that says so', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/fixtures/oss.yml',
    userAgent: 'Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.5 Mobile/15E148 Safari/604.1',
  },
  {
    name: 'A browser of an iPad that calls itself a Mac', app: 'browser', device: 'desktop',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/Parser/fixtures/oss.yml',
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/605.1.15 (Ecosia ios@10.0.4.1853)',
  },
  {
    name: 'Edge on Windows Phone', app: 'browser', device: 'phone',
    source: 'https://github.com/matomo-org/device-detector/blob/3856a28692d45317d3f15f6f81ca31a06067182a/Tests/fixtures/smartphone-9.yml',
    userAgent: 'Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; RM-1152) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15254',
  },
  {
    name: 'DingTalk on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/dwdjs/device (__tests__/ua.js)',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 11_2_6 like Mac OS X) AppleWebKit/604.5.6 (KHTML, like Gecko) Mobile/15D100 AliApp(DingTalk/4.3.2) com.laiwang.DingTalk/3261014 Channel/201200 language/zh-Hans-CN',
  },
  {
    name: 'Taobao on iOS', app: 'browser', device: 'phone',
    source: 'https://github.com/dwdjs/device (__tests__/ua.js)',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 11_2_6 like Mac OS X) AppleWebKit/604.5.6 (KHTML, like Gecko) Mobile/15D100 AliApp(TB/7.6.0) WindVane/8.4.1 1242x2208',
  },
]
