import { type Model, sinks } from '../engine/flow/model.ts';
import { ANSWER } from './kinds.ts';
import { prompts } from './prompts.ts';

const PIPELINE = '@huggingface/transformers.pipeline()()';

/** Hugging Face's inference client and transformers.js; TensorFlow.js and ONNX Runtime, as far as they load weights. https://huggingface.co/docs/huggingface.js/inference/README, https://huggingface.co/docs/transformers.js, https://js.tensorflow.org/api/latest/, https://onnxruntime.ai/docs/api/js/ */
export default {
  isOfModels: true,
  same: { '@xenova/transformers': '@huggingface/transformers' },
  tails: {
    chatCompletion: 'hf.chat',
    chatCompletionStream: 'hf.chat',
    textGeneration: 'hf.textGeneration',
    textGenerationStream: 'hf.textGeneration',
  },
  reads: {
    'hf.chat().choices': ANSWER,
    'hf.chat().*': 'hf.Chunk',
    'hf.Chunk.choices': ANSWER,
    'hf.Chunk.token': ANSWER,
    'hf.Chunk.generated_text': ANSWER,
    'hf.textGeneration().generated_text': ANSWER,
    'hf.textGeneration().*': 'hf.Chunk',
    [PIPELINE]: ANSWER,
  },
  sinks: [
    // Weights are as good as code.
    ...sinks('module', [
      '@huggingface/transformers.pipeline:1',
      '@huggingface/transformers.pipeline:2.revision',
      ...['AutoModel', 'AutoTokenizer', 'AutoModelForCausalLM', 'AutoProcessor'].map(
        (name) => `@huggingface/transformers.${name}.from_pretrained`,
      ),
      'onnxruntime-node.InferenceSession.create',
      'onnxruntime-web.InferenceSession.create',
      ...['@tensorflow/tfjs', '@tensorflow/tfjs-node', 'tf'].flatMap((name) => [
        `${name}.loadGraphModel`,
        `${name}.loadLayersModel`,
      ]),
    ]),
    ...prompts(['hf.chat'], { conversation: ['0.messages'], spent: ['0.model', '0.max_tokens'] }),
    ...prompts(['hf.textGeneration'], {
      user: ['0.inputs'],
      spent: ['0.model', '0.parameters.max_new_tokens'],
    }),
    ...prompts(['@huggingface/transformers.pipeline()'], { conversation: ['0'], user: ['0'] }),
  ],
} satisfies Model;
