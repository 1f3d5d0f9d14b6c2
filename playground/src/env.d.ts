interface ImportMetaEnv {
  readonly VITE_MERCHANT_ORIGIN?: string
  readonly VITE_WALLETS_ORIGIN?: string
}
