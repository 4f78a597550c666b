import { type Model, sinks } from '../engine/flow/model.ts';

const FILTERS =
  'find findOne findById findOneAndUpdate findOneAndDelete findOneAndRemove findOneAndReplace findByIdAndUpdate findByIdAndDelete updateOne updateMany update deleteOne deleteMany remove replaceOne count countDocuments distinct exists where'.split(
    ' ',
  );

/** MongoDB's driver and Mongoose: an object where text is expected becomes a query operator. https://www.mongodb.com/docs/drivers/node/current/, https://mongoosejs.com/docs/api/query.html */
export default {
  cleans: {
    'mongodb.ObjectId': 'all',
    'mongodb.ObjectID': 'all',
    'mongoose.Types.ObjectId': 'all',
    'mongoose.mongo.ObjectId': 'all',
    'mongo-sanitize': ['nosql'],
    'express-mongo-sanitize.sanitize': ['nosql'],
  },
  sinks: [
    ...sinks(
      'nosql',
      FILTERS.map((name) => `*.${name}`),
      { inside: true },
    ),
    ...sinks('assign', [
      '*.findOneAndUpdate:1.$set',
      '*.findByIdAndUpdate:1.$set',
      '*.updateOne:1.$set',
      '*.updateMany:1.$set',
    ]),
    ...sinks('record', [
      '*.findById',
      '*.findByIdAndUpdate',
      '*.findByIdAndDelete',
      '*.findByIdAndRemove',
      '*.findByPk',
      '*.findOne:0._id',
      '*.findOne:0.id',
      '*.findUnique:0.where.id',
      '*.delete:0.where.id',
      '*.update:0.where.id',
      '*.deleteOne:0._id',
      '*.updateOne:0._id',
    ]),
    ...sinks('nosql', ['*.aggregate', '*.mapReduce', '*.group'], { inside: true }),
    // JavaScript that runs in the data base.
    ...sinks('code', ['*.$where', '*.mapReduce', '*.mapReduce:1']),
  ],
} satisfies Model;
