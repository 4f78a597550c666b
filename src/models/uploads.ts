import { DATA } from '../engine/flow/data.ts';
import { data, type Model } from '../engine/flow/model.ts';
import { BODY, UPLOAD_NAME } from './kinds.ts';

const FILES = 'formidable.Files';
const FORMS = ['formidable', 'formidable.formidable', 'formidable.IncomingForm', 'formidable.default'];

/** Parsers of forms with files. https://github.com/node-formidable/formidable#readme, https://github.com/mscdex/busboy#readme, https://github.com/pillarjs/multiparty#readme */
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
    'busboy.Info.filename': UPLOAD_NAME,
    'busboy.Info.mimeType': data(DATA.user, 'the type of an upload'),
  },
  handlers: {
    ...Object.fromEntries(FORMS.map((name) => [`${name}().parse`, [undefined, BODY, FILES]])),
    'multiparty.Form().parse': [undefined, BODY, FILES],
    'busboy().on(file)': [undefined, undefined, 'busboy.Info'],
  },
} satisfies Model;
