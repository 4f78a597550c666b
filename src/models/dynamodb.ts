import { type Model, sinks } from '../engine/flow/model.ts';

/** DynamoDB's document client, and the commands of its third version. https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/DynamoDB/DocumentClient.html */
export default {
  sinks: [
    ...sinks(
      'nosql',
      ['query', 'scan', 'get', 'put', 'update', 'delete'].map((name) => `aws-sdk.DynamoDB.DocumentClient().${name}`),
      { inside: true },
    ),
    // A whole request to the data base: which table, and which of its records. Values in it are values.
    ...sinks(
      'nosql',
      [
        'QueryCommand',
        'ScanCommand',
        'GetCommand',
        'PutCommand',
        'UpdateCommand',
        'DeleteCommand',
        'BatchGetCommand',
      ].map((name) => `@aws-sdk/lib-dynamodb.${name}`),
    ),
    ...sinks(
      'nosql',
      ['QueryCommand', 'ScanCommand', 'GetItemCommand', 'PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand'].map(
        (name) => `@aws-sdk/client-dynamodb.${name}`,
      ),
    ),
  ],
} satisfies Model;
