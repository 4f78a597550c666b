import type { Model } from '../engine/flow/model.ts';
import { BODY, COOKIES, HEADERS, MESSAGE, QUERY, ROUTE, URL_OF } from './kinds.ts';

const EVENT = ['lambda.Event'];

/** AWS Lambda and functions with its event. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export default {
  reads: {
    'type aws-lambda.APIGatewayProxyEvent': 'lambda.Event',
    'type aws-lambda.APIGatewayProxyEventV2': 'lambda.Event',
    'type aws-lambda.APIGatewayEvent': 'lambda.Event',
    'type aws-lambda.ALBEvent': 'lambda.Event',
    'type aws-lambda.LambdaFunctionURLEvent': 'lambda.Event',
    'lambda.Event.body': BODY,
    'lambda.Event.queryStringParameters': QUERY,
    'lambda.Event.multiValueQueryStringParameters': QUERY,
    'lambda.Event.pathParameters': ROUTE,
    'lambda.Event.headers': HEADERS,
    'lambda.Event.multiValueHeaders': HEADERS,
    'lambda.Event.cookies': COOKIES,
    'lambda.Event.rawPath': URL_OF,
    'lambda.Event.rawQueryString': QUERY,
    'lambda.Event.path': URL_OF,
    'lambda.Event.Records': MESSAGE,
    'lambda.Event.*': MESSAGE,
  },
  handlers: { 'export handler': EVENT, 'export lambdaHandler': EVENT, 'export lambda_handler': EVENT },
} satisfies Model;
