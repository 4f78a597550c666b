import { DATA } from '../engine/flow/data.ts';
import { data } from '../engine/flow/model.ts';

/** The kinds of data that requests carry, whatever the library calls them. */
export const BODY = data(DATA.user | DATA.structured | DATA.whole, 'the body of the request');
export const QUERY = data(DATA.user | DATA.structured, 'the query of the request');
export const ROUTE = data(DATA.user, 'a part of the path of the request');
export const HEADERS = data(DATA.user, 'a header of the request');
export const COOKIES = data(DATA.user, 'a cookie of the request');
export const URL_OF = data(DATA.user, 'the address of the request');
export const HOST = data(DATA.user | DATA.host, 'the `Host` header of the request');
export const UPLOAD = data(DATA.user, 'an uploaded file');
export const UPLOAD_NAME = data(DATA.user | DATA.uploadName, 'the file name of an upload');
export const MESSAGE = data(DATA.user | DATA.structured | DATA.whole, 'a message from the network');
export const ARGUMENTS = data(DATA.user | DATA.structured, 'an argument of the caller');
export const ADDRESS = data(DATA.browser, 'the address of the page');
export const STORAGE = data(DATA.browser, 'the storage of the page');
export const REMOTE = data(DATA.remote, 'the answer of another server');
export const TOKEN = data(DATA.secret, 'a signed token');
export const LOCAL = data(DATA.local, 'an argument of the program');
export const ANSWER = data(DATA.model, "the model's answer");
/** The same as an object, with members that its schema lets through. */
export const ANSWER_OBJECT = data(DATA.model | DATA.whole, "the model's answer");
export const CHOSEN = data(DATA.model, 'an argument that the model chooses');
export const TOOL_ARGUMENT = data(DATA.tool, 'an argument of the tool');
export const DOCUMENT = data(DATA.retrieved, 'a document of the store');
export const FILE = data(DATA.retrieved, 'the content of a file');
export const MAIL = data(DATA.retrieved, 'the content of a mail');
