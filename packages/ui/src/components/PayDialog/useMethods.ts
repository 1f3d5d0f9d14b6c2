import { begunBy, gateways, suggestMethods, type Flow, type GatewayType, type PayClient } from '@baas-pay/sdk'
import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { UseCheckoutReturn } from '../../composables/useCheckout'
import { firstUsable } from '../PayMethodList/methods'
import type { PayDialogProps } from './types'

/** What {@link useMethods} needs. */
export interface MethodsOptions {
  readonly props: Readonly<PayDialogProps>
  readonly client: () => PayClient
  readonly open: Ref<boolean>
  readonly checkout: UseCheckoutReturn
}

/** What {@link useMethods} gives. */
export interface Methods {
  readonly isChoosing: Ref<boolean>
  readonly chosen: Ref<GatewayType | undefined>
  readonly flow: ComputedRef<Flow>
  /** Whether there is more than one way to go on by. */
  readonly isChoice: ComputedRef<boolean>
  /** Whether nothing may be created before the payer has chosen. */
  readonly mustChoose: () => boolean
  /** The way of paying that an earlier page of this browser began the intent by, and left unfinished. */
  readonly begun: () => GatewayType | undefined
  /** Whether the choice is made before there is anything to pay. */
  readonly isFresh: ComputedRef<boolean>
}

/** The choice of a way of paying: whether there is one to make, and what it stands at. */
export function useMethods({ props, client, open, checkout }: MethodsOptions): Methods {
  const { state, isCurrent } = checkout
  const isChoosing = shallowRef(false)
  const chosen = shallowRef<GatewayType>()
  // Read anew with each showing: a page that was made for another browser may have been told so since.
  const options = computed(() => (open.value && props.methods ? suggestMethods(client(), props.methods) : []))
  const isChoice = computed(() => options.value.length > 1 || options.value[0]?.obstacle !== undefined)
  watch(options, (all) => { if (!all.some(({ gatewayType }) => gatewayType === chosen.value)) chosen.value = firstUsable(all) }, { immediate: true, flush: 'sync' })

  function begun(): GatewayType | undefined {
    const { intent } = props
    return typeof intent === 'function' ? undefined : begunBy(client(), intent)
  }

  return {
    isChoosing, chosen, isChoice, begun,
    flow: computed(() => {
      const told = 'order' in state.value ? state.value.order?.show.flow : undefined
      const type = 'attempt' in state.value ? state.value.attempt.gatewayType : chosen.value
      return told && told !== 'none' ? told : type ? gateways[type].flow : 'qrcode'
    }),
    mustChoose: () => isChoice.value && (isCurrent() ? state.value.name === 'closed' : begun() === undefined),
    isFresh: computed(() => isChoosing.value && !isCurrent()),
  }
}
