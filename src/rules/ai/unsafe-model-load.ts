import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';

/** Those who make the library, and whose models its own pages use. */
const KNOWN =
  /^(Xenova|onnx-community|HuggingFaceTB|huggingface|sentence-transformers|google|openai|microsoft|facebook|meta-llama|mistralai|Qwen|deepseek-ai|nvidia|BAAI|intfloat|distilbert|stabilityai|mixedbread-ai|nomic-ai|Supabase)\//;
const COMMIT = /^[0-9a-f]{40}$|^v?\d+\.\d+(\.\d+)?$/;
const WEIGHTS = /\.(onnx|gguf|ggml|bin|pt|pth|ckpt|safetensors|pkl|pickle|joblib|h5|tflite|model|npz)(\?|$)/i;
const PICKLED = /\.(pkl|pickle|pt|pth|ckpt|joblib)$/i;
const FLAGS = /^(trust_remote_code|trustRemoteCode)$/;

export default defineRule({
  id: 'ai/unsafe-model-load',
  title: 'Weights of a model from who knows where',
  severity: 'medium',
  confidence: 'likely',
  cwe: [494, 829, 502],
  owasp: ['LLM03:2025', 'LLM04:2025', 'ASI04:2026'],
  remedy:
    'Name the commit of the model, `{ revision: "<commit>" }`, load it over https from a source you know, in a format that holds no code: safetensors, ONNX, GGUF.',
  flows: [
    {
      to: ['request', 'path', 'module'],
      from: ['user', 'browser', 'userParameter'],
      when: ({ callee }) => LOADERS.test((callee.name ?? callee.text).replace('@xenova', '@huggingface')),
      message: ({ at, call }) =>
        `\`${shortText(at.text)}\` decides which model \`${shortText(call.callee.text)}\` loads: its weights and its code are the sender's.`,
      reaches: 'The model it names is loaded here.',
    },
  ],
  checks: [
    check({
      nodes: { javascript: ['call_expression'] },
      problem: ({ MATCH }) => {
        if (!isHubLoad(MATCH)) return undefined;
        const { name } = modelOf(MATCH);
        const model = name.constant;
        const options = MATCH.arguments.find((argument) => argument.property('revision').exists);
        const revision = options?.property('revision');
        if (!name.exists || (revision && (revision.constant === undefined || COMMIT.test(revision.constant))))
          return undefined;
        if (model === undefined) return chosenElsewhere(name, MATCH);
        if (
          /^(\.|\/|file:|https?:)/.test(model) ||
          MATCH.names.says(/local_files_only|localModelPath|allowRemoteModels\s*=\s*false/)
        )
          return undefined;
        return {
          at: revision?.range ?? name.range,
          message: `\`${shortText(model)}\` is loaded ${revision ? `at \`${revision.constant}\`, which moves` : 'without a `revision`'}: whoever can change it there changes what runs here.`,
          ...(!revision && (KNOWN.test(model) || !model.includes('/')) && { confidence: 'possible' as const }),
        };
      },
    }),
    check({
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) => FLAGS.test(MATCH.key ?? '') && MATCH.field('value').value === true,
      message: ({ MATCH }) => `\`${MATCH.key}\` runs the Python code that comes with the model, whatever it does.`,
      severity: 'high',
      confidence: 'certain',
    }),
    check({
      nodes: { javascript: ['string', 'template_string'] },
      where: ({ MATCH }) => {
        const text = (MATCH.constant ?? '').slice(0, 4000);
        return (
          (/^http:\/\//.test(text) && WEIGHTS.test(text) && !/localhost|127\.0\.0\.1|\[::1\]/.test(text)) ||
          /\btorch\.load\((?![^)]*weights_only\s*=\s*True)|pickle\.loads?\(|joblib\.load\(|trust_remote_code\s*=\s*True/.test(
            text,
          )
        );
      },
      message: ({ MATCH }) =>
        /^http:/.test(MATCH.constant ?? '')
          ? 'These weights come over plain http: whoever sits on the way can put others in their place.'
          : 'This program loads weights in a form that can hold code, which then runs.',
    }),
    check({
      nodes: { javascript: ['call_expression'] },
      where: ({ MATCH }) =>
        /(^|\.)(load_?model|loadModel|loadWeights|InferenceSession\.create|loadPickle|unpickle|Parser\(\)\.parse)$|jpickle\.loads?|pickleparser/i.test(
          MATCH.callee.text,
        ) && PICKLED.test(MATCH.argument(0).constant ?? ''),
      at: ({ MATCH }) => MATCH.argument(0).range,
      message: ({ MATCH }) =>
        `\`${MATCH.argument(0).constant ?? ''}\` is a pickle, which can hold code that runs when it is loaded.`,
    }),
    check({
      nodes: { javascript: ['pair'] },
      where: ({ MATCH }) =>
        MATCH.key === 'insecure' &&
        MATCH.field('value').value === true &&
        /ollama/i.test(MATCH.enclosing('call_expression').callee.text),
      message: () => '`insecure` takes the model over a connection that anybody on the way can change.',
    }),
  ],
});

const LOADERS =
  /^@huggingface\/transformers\.pipeline$|(^|\.)(loadLayersModel|loadGraphModel|InferenceSession\.create|from_pretrained|loadModel)$/;

const isHubLoad = (call: Expression): boolean =>
  /^@(huggingface|xenova)\/transformers\.(pipeline|\w+\.from_pretrained)$/.test(call.callee.name ?? '') ||
  /^@huggingface\/hub\.(downloadFile|snapshotDownload)$/.test(call.callee.name ?? '');

function modelOf(call: Expression): { name: Expression } {
  if (call.callee.lastName === 'pipeline') return { name: call.argument(1) };
  if (call.callee.lastName === 'from_pretrained') return { name: call.argument(0) };
  return { name: call.argument(0).property('repo') };
}

/** A model that the sender of a request names. */
const chosenElsewhere = (name: Expression, call: Expression) =>
  /\breq(uest)?\.(body|query|params)|\bbody\.|searchParams|\bquery\./.test(`${name.text} ${name.origin.text}`)
    ? {
        at: name.range,
        message: `\`${shortText(name.text)}\` decides which model \`${shortText(call.callee.text)}\` loads: its weights and its code are the sender's.`,
      }
    : undefined;
