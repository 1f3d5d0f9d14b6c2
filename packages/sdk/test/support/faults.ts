/** What can go wrong with one request. */
import { dead, says, silent, type Reply } from './facade'

/** Every fault that a request can meet: what it is answered, and what any flow makes of it. */
export const FAULTS: readonly (readonly [fault: string, reply: Reply, expected: { code: number; message: string; retryable: boolean }])[] = [
  ['a dead network', dead, { code: 600, message: '600: network disconnected', retryable: true }],
  ['silence', silent, { code: 601, message: '601: request timeout', retryable: true }],
  ['400 with error_msg', says(400, { error_msg: 'bad' }), { code: 400, message: '400: bad', retryable: false }],
  ['401 with message', says(401, { message: 'login' }), { code: 401, message: '401: login', retryable: false }],
  ['402', says(402, { error_msg: '应用欠费' }), { code: 402, message: '402: 应用欠费', retryable: false }],
  ['403 with detail', says(403, { detail: 'no' }), { code: 403, message: '403: unknown error', retryable: false }],
  ['404', says(404), { code: 404, message: '404: unknown error', retryable: false }],
  ['408', says(408), { code: 408, message: '408: unknown error', retryable: true }],
  ['409', says(409, { error_msg: 'token_reused', error: 'token_reused' }), { code: 409, message: '409: token_reused', retryable: false }],
  ['415', says(415, null), { code: 415, message: '415: unknown error', retryable: false }],
  ['425', says(425), { code: 425, message: '425: unknown error', retryable: true }],
  ['429', says(429, {}, { 'retry-after': '7' }), { code: 429, message: '429: unknown error', retryable: true }],
  ['500 in HTML', says(500, '<html>'), { code: 500, message: '500: unknown error', retryable: true }],
  ['502', says(502, { error_msg: 'gateway' }), { code: 502, message: '502: gateway', retryable: true }],
  ['a redirect that was not followed', says(302, ''), { code: 302, message: '302: unknown error', retryable: false }],
]
