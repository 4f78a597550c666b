import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageFacts } from '../../src/packages/facts.ts';
import { type Likeness, type NearName, nearestNames } from '../../src/packages/nearest-names.ts';
import { factsInPackument } from '../../src/packages/read-facts.ts';
import { lookalikeSuspicion, squatSuspicion } from '../../src/packages/squat-risk.ts';
import { loadWellKnownNames } from '../../src/packages/well-known-names.ts';
import { ROOT } from '../support/engine.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);

/** A first release as an honest author makes it. */
const HONEST: PackageFacts = {
  latest: '1.0.0',
  versions: ['1.0.0'],
  previews: [],
  created: NOW - 3 * DAY,
  description: 'Pads strings.',
  licence: 'MIT',
  repository: 'https://example.com/pad',
  hasInstallScript: false,
};
const NEGLECTED: PackageFacts = { ...HONEST, description: null, licence: null, repository: null };
const like = (likeness: Likeness): NearName => ({ name: 'express', likeness, reason: '' });
const aged = (facts: PackageFacts, days: number): PackageFacts => ({ ...facts, created: NOW - days * DAY });

describe('the suspicion that a name was squatted', () => {
  const check = (facts: PackageFacts, likeness: Likeness | undefined, wanted: boolean) =>
    assert.equal(squatSuspicion(facts, NOW, () => likeness && like(likeness)) !== undefined, wanted);

  it('is none of youth alone, nor of a likeness alone', () => {
    check(HONEST, undefined, false);
    check(HONEST, 'spelling', false);
    check(NEGLECTED, undefined, false);
    check({ ...HONEST, hasInstallScript: true }, undefined, false);
    check(aged(NEGLECTED, 400), 'spelling', false);
    check({ ...NEGLECTED, versions: Array.from({ length: 30 }, (_, at) => `1.0.${at}`) }, 'affix', false);
  });

  it('is there where several come together', () => {
    check(NEGLECTED, 'spelling', true);
    check({ ...HONEST, repository: null }, 'affix', true);
    check(aged({ ...HONEST, repository: null }, 20), 'affix', false);
    check(aged(NEGLECTED, 60), 'spelling', true);
    check({ ...HONEST, hasInstallScript: true, repository: null }, undefined, true);
    check({ ...HONEST, hasInstallScript: true }, 'merged', true);
  });

  it('says what it rests on', () =>
    assert.deepEqual(squatSuspicion(NEGLECTED, NOW, () => like('spelling'))?.signals, [
      '3 days old',
      'one version',
      'no repository',
      'neither description nor licence',
    ]));

  it('holds nothing against a package that the registry does not tell', () => {
    const { created: _, ...ageless } = NEGLECTED;
    check(ageless, 'spelling', false);
    check({ created: NOW - DAY }, 'spelling', false);
    check({ created: NOW + 500 * DAY, versions: ['1.0.0'], previews: [] }, 'spelling', false);
  });
});

describe('the suspicion that a package is a lookalike', () => {
  const check = (facts: PackageFacts, likeness: Likeness, wanted: boolean) =>
    assert.equal(lookalikeSuspicion(facts, NOW, () => like(likeness)) !== undefined, wanted);

  it('takes a name that is spelled alike, and neglect', () => {
    check(aged(NEGLECTED, 300), 'spelling', true);
    check(aged(NEGLECTED, 300), 'punctuation', true);
    check(aged(NEGLECTED, 300), 'affix', false);
    check(aged(HONEST, 300), 'spelling', false);
    check(aged(NEGLECTED, 1000), 'spelling', false);
    check({ versions: ['1.0.0'], previews: [] }, 'spelling', false);
  });
});

describe('honest packages on their first day', () => {
  /** What a registry would say of an installed package, had it just been published. */
  const newborn = (manifest: Record<string, unknown>, days: number) =>
    factsInPackument(
      {
        'dist-tags': { latest: manifest.version },
        time: { created: new Date(NOW - days * DAY).toISOString() },
        versions: { [String(manifest.version)]: { ...manifest, _npmVersion: '11' } },
      },
      NOW,
    );

  it('are not suspected, though each had but one version', async () => {
    const wellKnown = await loadWellKnownNames();
    const manifests = installed(join(ROOT, 'node_modules')).filter(({ name }) => !wellKnown.has(String(name)));
    assert.ok(manifests.length > 200, `${manifests.length} packages`);
    const suspected = manifests.filter((manifest) => {
      const facts = newborn(manifest, 3);
      assert.ok(facts, String(manifest.name));
      const findLike = () => nearestNames(String(manifest.name), [wellKnown])[0];
      return squatSuspicion(facts, NOW, findLike) ?? lookalikeSuspicion(facts, NOW, findLike);
    });
    const names = suspected.map(({ name }) => name);
    assert.ok(names.length * 200 <= manifests.length, `${names.join(', ')} of ${manifests.length}`);
  });
});

function installed(folder: string): Record<string, unknown>[] {
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith('.')) return [];
    if (name.startsWith('@')) return installed(join(folder, name));
    try {
      return [JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8'))];
    } catch {
      return [];
    }
  });
}
