import { DATA } from '../engine/flow/data.ts';
import { data, type Model } from '../engine/flow/model.ts';

/** Another part of the program has put it there, most often for somebody who asked for it. */
const JOB = data(DATA.userParameter | DATA.structured, 'the data of a job, which a user supplies');
const OF_BULL = ['queue.Job'];

/**
 * Workers of queues: BullMQ, Bull, Bee-Queue, Agenda, pg-boss, RabbitMQ, Kafka, SQS, Inngest, Trigger.dev.
 * https://docs.bullmq.io/guide/workers, https://github.com/timgit/pg-boss, https://amqp-node.github.io/amqplib/channel_api.html,
 * https://kafka.js.org/docs/consuming, https://www.inngest.com/docs/reference/functions/create, https://trigger.dev/docs/tasks/overview
 */
export default {
  reads: {
    'type bullmq.Job': 'queue.Job',
    'type bull.Job': 'queue.Job',
    'type pg-boss.Job': 'queue.Job',
    'queue.Job.data': JOB,
    'queue.Jobs.*': 'queue.Job',
    'queue.Jobs.data': JOB,
    'queue.AgendaJob.attrs.data': JOB,
    'queue.Delivery.content': JOB,
    'queue.Batch.message.value': JOB,
    'queue.Batch.batch.messages.*.value': JOB,
    'queue.Event.event.data': JOB,
    'queue.SqsMessage.Body': JOB,
  },
  handlers: {
    'bullmq.Worker': OF_BULL,
    'bull().process': OF_BULL,
    'bee-queue().process': OF_BULL,
    'kue.createQueue().process': OF_BULL,
    '*.process': OF_BULL,
    'agenda().define': ['queue.AgendaJob'],
    'agenda.Agenda().define': ['queue.AgendaJob'],
    'pg-boss().work': ['queue.Jobs'],
    '*.consume': ['queue.Delivery'],
    '*.run.eachMessage': ['queue.Batch'],
    '*.run.eachBatch': ['queue.Batch'],
    'sqs-consumer.Consumer.create.handleMessage': ['queue.SqsMessage'],
    '*.createFunction': ['queue.Event'],
    '@trigger.dev/sdk.task.run': [JOB],
    '@trigger.dev/sdk/v3.task.run': [JOB],
    'mqtt.connect().on(message)': [undefined, JOB],
  },
} satisfies Model;
