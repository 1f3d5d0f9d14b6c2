import type { StateName } from '@baas-pay/sdk'
import type { Component } from 'vue'
import PayDialogCode from './PayDialogCode.vue'
import PayDialogPaid from './PayDialogPaid.vue'
import PayDialogStopped from './PayDialogStopped.vue'
import PayDialogUnknown from './PayDialogUnknown.vue'

/** Which panel shows which state. */
export const panels: { readonly [N in StateName]: Component } = {
  idle: PayDialogCode,
  creating: PayDialogCode,
  waiting: PayDialogCode,
  checking: PayDialogCode,
  closing: PayDialogCode,
  paid: PayDialogPaid,
  closed: PayDialogStopped,
  failed: PayDialogStopped,
  expired: PayDialogStopped,
  unknown: PayDialogUnknown,
}
