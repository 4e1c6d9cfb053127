/** What the gateway holds and does, asked over its control. */
import type { Counts, EntitySnapshot, ReceivedRequest, StateRecord } from '../../../sandbox/gateway/gateway';
import type { Stage } from './stage';

export interface GatewayState {
	readonly counts: Counts;
	/** By `category_code/entity_code`. */
	readonly entities: Readonly<Record<string, EntitySnapshot>>;
	readonly states: readonly StateRecord[];
	readonly requests: readonly ReceivedRequest[];
}

const control = ({ gateway }: Stage, path: string): string => new URL(`/control/${path}`, gateway.pageUrl).href;

export const gatewayState = async (stage: Stage): Promise<GatewayState> =>
	(await (await fetch(control(stage, 'state'))).json()) as GatewayState;

/** Forgets everything that arrived. */
export const resetGateway = async (stage: Stage): Promise<void> => {
	await fetch(control(stage, 'reset'), { method: 'POST' });
};
