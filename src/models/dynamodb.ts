import { type Model, sinks } from '../engine/flow/model.ts';

/** DynamoDB's document client. https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/DynamoDB/DocumentClient.html */
export default {
  sinks: sinks(
    'nosql',
    ['query', 'scan', 'get', 'put', 'update', 'delete'].map((name) => `aws-sdk.DynamoDB.DocumentClient().${name}`),
    { inside: true },
  ),
} satisfies Model;
