import assert from 'node:assert/strict';
import { editDistance } from '../../src/packages/edit-distance.ts';
import { nearestName } from '../../src/packages/nearest-name.ts';
import { loadWellKnownNames } from '../../src/packages/well-known-names.ts';

describe('the nearest well-known name', () => {
  const check = async (name: string, wanted: string | undefined) =>
    assert.equal(nearestName(name, await loadWellKnownNames())?.name, wanted, name);

  it('is found by spelling and punctuation', async () => {
    await check('expres', 'express');
    await check('axois', 'axios');
    await check('expressvalidator', 'express-validator');
    await check('json_web_token', 'jsonwebtoken');
    await check('express-valdiator', 'express-validator');
  });

  it('is found by words: swapped, added, with a scope guessed', async () => {
    await check('validator-express', 'express-validator');
    await check('expres-validator-pro', 'express-validator');
    await check('node-express-validator', 'express-validator');
    await check('axios-pro', 'axios');
    await check('@lodash/lodash', 'lodash');
    await check('openai-sdk', 'openai');
    await check('@stripe/sdk', 'stripe');
    await check('anthropic-ai-sdk', '@anthropic-ai/sdk');
    await check('express-rate-limit-memory', 'express-rate-limit');
  });

  it('is not guessed', async () => {
    for (const name of [
      'quantum-flux-validator',
      'xq',
      'zood',
      'node-utils',
      '@acme/billing',
      'my-company-thing',
      'sdk',
    ])
      await check(name, undefined);
  });

  it('prefers what the project itself declares', () =>
    assert.equal(nearestName('acme-wigdets', ['acme-widgets', 'express'])?.name, 'acme-widgets'));
});

describe('the edit distance', () => {
  const check = (a: string, b: string, limit: number, wanted: number) =>
    assert.equal(editDistance(a, b, limit), wanted);

  it('counts errors of typing, a swap as one', () => {
    check('axios', 'axios', 2, 0);
    check('axois', 'axios', 2, 1);
    check('axio', 'axios', 2, 1);
    check('axxios', 'axios', 2, 1);
    check('kitten', 'sitting', 3, 3);
    check('', 'ab', 2, 2);
  });

  it('gives up behind its limit', () => check('abcdef', 'uvwxyz', 2, 3));
});
