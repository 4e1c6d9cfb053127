/**
 * A header that marks a request as signed already. The nodes sign their requests themselves, since they
 * compare what they signed with what the gateway says it checked. On the way through n8n's HTTP helper the
 * credential's `authenticate` finds the mark, removes it and leaves the rest alone.
 */
export const SIGNED_HEADER = 'x-zhima-signed';
