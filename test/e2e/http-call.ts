/** What an operator fills into n8n's own HTTP Request node for a call; both kinds of end-to-end tests send it. */
import { UPLOAD } from '../../sandbox/checks/documented-rules';

export const HTTP_CALL_ENTITY = 'HTTP-1';

const CONTENT = {
	product_code: 'w1010100000000002858',
	category_code: 'umbrella',
	entity_code: HTTP_CALL_ENTITY,
	longitude: '83.66',
	latitude: '5.87',
	entity_name: '爱心雨伞',
	collect_rent: 'Y',
	can_borrow: 'Y',
	can_borrow_cnt: '12',
	total_borrow_cnt: '20',
	upload_time: '2017-01-01 15:34:38',
};

/** The HTTP Request node's parameters for an upload, without what chooses the credential. */
export const httpCall = (url: string) => ({
	method: 'POST',
	url,
	sendBody: true,
	contentType: 'form-urlencoded',
	bodyParameters: {
		parameters: [
			{ name: 'method', value: UPLOAD },
			{ name: 'biz_content', value: JSON.stringify(CONTENT) },
		],
	},
	options: {},
});
