/**
 * A header that marks a request as sealed already. The nodes seal their requests themselves, since they
 * hold what they signed against what the gateway says it checked; on the way through n8n's HTTP helper
 * the credential's `authenticate` finds the mark, takes it off and leaves the rest alone.
 */
export const SIGNED_HEADER = 'x-zhima-sealed';
