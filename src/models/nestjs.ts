import { type Model, sinks } from '../engine/flow/model.ts';
import { ARGUMENTS, BODY, HEADERS, HOST, MESSAGE, QUERY, ROUTE } from './kinds.ts';

/** NestJS: parameters are told by their decorators. https://docs.nestjs.com/controllers#request-object */
export default {
  reads: {
    '@Body': BODY,
    '@Query': QUERY,
    '@Param': ROUTE,
    '@Headers': HEADERS,
    '@HostParam': HOST,
    '@UploadedFile': 'uploads.File',
    '@UploadedFiles': 'uploads.Files',
    '@Req': 'express.Request',
    '@Request': 'express.Request',
    '@Res': 'express.Response',
    '@Response': 'express.Response',
    '@Args': ARGUMENTS,
    '@MessageBody': MESSAGE,
    '@Payload': MESSAGE,
  },
  sinks: sinks('redirect', ['@nestjs/common.Redirect']),
} satisfies Model;
