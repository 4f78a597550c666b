import { DATA } from '../engine/flow/data.ts';
import { data, type Model, sinks } from '../engine/flow/model.ts';
import { BODY, UPLOAD, UPLOAD_NAME } from './kinds.ts';

const FILES = 'formidable.Files';
const FORMS = ['formidable', 'formidable.formidable', 'formidable.IncomingForm', 'formidable.default'];

/** `filename: (req, file, cb) => cb(null, file.originalname)`: without folders, but with whatever else the sender wrote. */
const KEPT_NAME = data(DATA.user, 'a file name that the sender chose', {
  says: /diskStorage[\s\S]{0,400}?\bfilename\s*[:(][\s\S]{0,300}?(?<!extname\(\s*\w{1,20}\.)(?<!parse\(\s*\w{1,20}\.)originalname\b(?!\s*\.\s*(replace|split|match))/,
  without: ['path', 'join'],
});

/** Parsers of forms with files. https://github.com/node-formidable/formidable#readme, https://github.com/mscdex/busboy#readme, https://github.com/pillarjs/multiparty#readme, https://github.com/expressjs/multer#api, https://github.com/richardgirges/express-fileupload#readme */
export default {
  reads: {
    ...Object.fromEntries(FORMS.map((name) => [`${name}().parse()`, 'formidable.Parsed'])),
    // Both elements, for the engine does not count them: the second has the files.
    'formidable.Parsed.*': FILES,
    'type formidable.File': 'formidable.File',
    'type formidable.Files': FILES,
    'formidable.File.originalFilename': UPLOAD_NAME,
    // What formidable chose itself.
    'formidable.File.filepath': 'formidable.Own',
    'formidable.File.newFilename': 'formidable.Own',
    // One file, or a list of them: that is up to the version.
    [`${FILES}.*`]: 'formidable.FileList',
    'formidable.FileList.*': 'formidable.File',
    'formidable.FileList.0': 'formidable.File',
    'formidable.FileList.originalFilename': UPLOAD_NAME,
    'formidable.FileList.name': UPLOAD_NAME,
    'formidable.FileList.filepath': 'formidable.Own',
    // What multer, express-fileupload, koa-body and their like put on a request: one file, or a list of them. All else they choose themselves.
    'type Express.Multer.File': 'uploads.File',
    'uploads.Files.*': 'uploads.File',
    'uploads.File.*': 'uploads.File',
    'uploads.File.mv': 'uploads.File.mv',
    'uploads.File.originalname': UPLOAD_NAME,
    'uploads.File.originalFilename': UPLOAD_NAME,
    'uploads.File.name': UPLOAD_NAME,
    // What multer chose itself, unless a storage of the file keeps the names that the senders gave.
    'uploads.File.path': KEPT_NAME,
    'uploads.File.filename': KEPT_NAME,
    ...Object.fromEntries(
      ['filepath', 'newFilename', 'tempFilePath', 'destination', 'size', 'md5', 'hash', 'lastModifiedDate'].map(
        (member) => [`uploads.File.${member}`, 'uploads.Own'],
      ),
    ),
    ...Object.fromEntries(
      ['buffer', 'data', 'stream', 'mimetype', 'mimeType', 'type', 'encoding', 'fieldname', 'fieldName'].map(
        (member) => [`uploads.File.${member}`, UPLOAD],
      ),
    ),
    'busboy.Info.filename': UPLOAD_NAME,
    'busboy.Info.mimeType': data(DATA.user, 'the type of an upload'),
  },
  sinks: sinks('path', ['uploads.File.mv']),
  handlers: {
    ...Object.fromEntries(FORMS.map((name) => [`${name}().parse`, [undefined, BODY, FILES]])),
    'multiparty.Form().parse': [undefined, BODY, FILES],
    'busboy().on(file)': [undefined, undefined, 'busboy.Info'],
  },
} satisfies Model;
