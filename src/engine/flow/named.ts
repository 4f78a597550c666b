import type { Names } from '../names/names.ts';
import { FIELD, KIND } from '../syntax/javascript.ts';
import { DATA, HARM } from './data.ts';
import { CLEAN, type Value } from './value.ts';

/** Data told by its name: passwords, tokens, keys; and in files that speak to a model what belongs to a person. */
export function namedData(
  names: Names,
  node: number,
  name: string,
  path: readonly string[],
  isOfModels: boolean,
): Value {
  const last = path.at(-1) ?? name;
  if (path.length > 1) return CLEAN;
  if (SECRET_NAME.test(last) && !NOT_SECRET.test(last) && !IS_TYPE.test(last))
    return named(node, last, isOfModels ? DATA.secret | personalIn(last) : DATA.secret, HARM.secret | HARM.prompt);
  if (!isOfModels) return CLEAN;
  const isPersonal = personalIn(last) !== 0 || (path.length === 0 && isOfPerson(names, node, last));
  return isPersonal ? named(node, last, DATA.personal, HARM.prompt | HARM.secret) : CLEAN;
}

const named = (node: number, name: string, data: number, harm: number): Value => [
  {
    source: { node, data, what: `\`${name}\``, isKnown: true },
    data,
    harm,
    isInside: false,
    isJoined: false,
    way: undefined,
  },
];

const personalIn = (name: string): number => (PERSONAL.test(name) ? DATA.personal : 0);

/** `customer.email`, `patient.history`, and a whole record that is written out: `JSON.stringify(customer)`. */
function isOfPerson({ tree }: Names, node: number, name: string): boolean {
  if (tree.kind[node] === KIND.member) {
    const object = tree.childInField(node, FIELD.object);
    const owner =
      tree.kind[object] === KIND.member ? tree.textOf(tree.childInField(object, FIELD.property)) : tree.textOf(object);
    if (/^(patient|medicalRecord|healthRecord)$/.test(owner)) return !NO_PERSON.test(name);
    return PERSON.test(owner) && OF_PERSON.test(name);
  }
  if (!PERSON.test(name) || NOBODY.test(name)) return false;
  const list = tree.parent[node] as number;
  const call = tree.parent[list] as number;
  return (
    tree.kind[list] === KIND.arguments &&
    tree.kind[call] === KIND.call &&
    tree.textOf(tree.childInField(call, FIELD.function)) === 'JSON.stringify'
  );
}

const SECRET_NAME =
  /^(password|passwd|pwd|passphrase|secret|secretKey|secret_key|apiKey|api_key|apikey|apiSecret|accessToken|access_token|refreshToken|refresh_token|authToken|auth_token|privateKey|private_key|clientSecret|client_secret|creditCard|credit_card|cardNumber|card_number|cvv|ssn|jwtSecret|jwt_secret|sessionToken|session_token|encryptionKey|encryption_key|authorization)$|[a-z](Password|Passphrase|Secret|ApiKey|AccessToken|RefreshToken|PrivateKey)$/;
const NOT_SECRET =
  /^(reset|forgot|change|is|has|show|hide|toggle|no|missing|invalid|wrong|require)|hash|hashed|encrypted|masked|redacted|public/i;

/** `RefreshTokenRequested`: classes, types and the names of events begin with a capital. */
const IS_TYPE = /^[A-Z][a-z]+[A-Z]/;

/** Names that say by themselves that something is of a person, and of the sort that is protected. */
const PERSONAL =
  /^(ssn|social_?security(_?(no|number))?|national_?id(entity)?(_?number)?|passport(_?(no|number))?|drivers?_?licen[cs]e(_?(no|number))?|date_?of_?birth|dob|birth_?date|credit_?card(_?number)?|card_?number|cvv|iban|bank_?account(_?number)?|routing_?number|tax_?id|phone_?number|home_?address|street_?address|billing_?address|shipping_?address|email_?address|medical_?(history|records?|conditions?|notes)|diagnos[ie]s|health_?(records?|data|conditions?)|insurance_?number)$/i;
const PERSON =
  /^(current|the|this)?_?(user|customer|patient|client|employee|member|person|applicant|candidate|student|subscriber|lead|contact|guest|tenant|borrower|policyholder|profile|user_?(data|record|profile|info)|customer_?(data|record|profile|info)|personal_?(data|info))$/i;
/** Often a text or a library's object, not a record. */
const NOBODY = /^(client|contact|lead|member|guest|tenant|candidate)$/i;
const OF_PERSON =
  /^(e_?mail|phone|mobile|address|ip|ip_?address|full_?name|birthday|age|gender|salary|income|religion|ethnicity|allergies|medications?|account_?number|balance|transactions)$/i;
const NO_PERSON = /^(id|_id|length|toString|map|age_?group)$/;
