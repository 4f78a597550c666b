import { hasCrc32 } from './checksum.ts';
import type { SecretFormat } from './format.ts';

const token = (format: Omit<SecretFormat, 'rule'>): SecretFormat => ({ rule: 'secret/code-host-token', ...format });

/** Tokens of those who keep code and packages. Formats as their documentation shows them, or as the makers registered them for secret scanning. */
export const CODE_HOSTS: readonly SecretFormat[] = [
  token({
    what: 'a GitHub token',
    variable: 'GITHUB_TOKEN',
    begins: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    shape: /gh[pousr]_[A-Za-z0-9]{36}(?!\w)/y,
    fits: hasCrc32,
  }),
  token({
    what: 'a GitHub token',
    variable: 'GITHUB_TOKEN',
    begins: ['github_pat_'],
    shape: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?!\w)/y,
  }),
  // GitLab's documentation of token prefixes; routable tokens carry a payload and end in a checksum of their own.
  token({
    what: 'a GitLab token',
    variable: 'GITLAB_TOKEN',
    begins: [
      'glpat-',
      'gldt-',
      'glrt-',
      'glrtr-',
      'glft-',
      'glsoat-',
      'glimt-',
      'glffct-',
      'glptt-',
      'glagent-',
      'gloas-',
      'glwt-',
    ],
    shape: /gl(?:pat|dt|rtr?|ft|soat|imt|ffct|ptt|agent|oas|wt)-[\w-]{20,300}(?:\.[0-9a-z]{2}\.?[0-9a-z]{7})?/y,
    isReal: ([found]) => /\d/.test(found) || /[A-Z]/.test(found),
  }),
  token({
    what: 'a GitLab token',
    variable: 'GITLAB_TOKEN',
    begins: ['glcbt-'],
    shape: /glcbt-[0-9a-zA-Z]{1,5}_[\w-]{20}/y,
  }),
  token({
    what: 'a GitLab runner token',
    variable: 'RUNNER_TOKEN',
    begins: ['GR1348941'],
    shape: /GR1348941[\w-]{20}(?![\w-])/y,
  }),
  token({
    what: 'an npm token',
    variable: 'NPM_TOKEN',
    begins: ['npm_'],
    shape: /npm_[A-Za-z0-9]{36}(?!\w)/y,
    fits: hasCrc32,
    isReal: ([found]) => /[A-Z\d]/.test(found.slice(4)),
  }),
  // What npm's configuration keeps for a registry, whatever that registry's tokens look like.
  token({
    what: 'the token of a package registry',
    variable: 'NPM_TOKEN',
    begins: [':_authToken=', ':_auth=', ':_password='],
    shape: /:_(?:authToken|auth|password)=["']?([\w.+/=-]{12,2000})/y,
  }),
  // A macaroon; what is fixed in it says for which index it is.
  token({
    what: 'a PyPI token',
    variable: 'PYPI_TOKEN',
    begins: ['pypi-AgE'],
    shape: /pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{50,1000}/y,
  }),
  token({
    what: 'a RubyGems key',
    variable: 'GEM_HOST_API_KEY',
    begins: ['rubygems_'],
    shape: /rubygems_[0-9a-f]{48}(?!\w)/y,
  }),
  token({
    what: 'a crates.io token',
    variable: 'CARGO_REGISTRY_TOKEN',
    begins: ['cio'],
    shape: /cio[A-Za-z0-9]{32}(?!\w)/y,
    isReal: ([found]) => /\d/.test(found) && /[A-Z]/.test(found),
    confidence: 'likely',
  }),
  token({
    what: 'a NuGet key',
    variable: 'NUGET_API_KEY',
    begins: ['oy2'],
    shape: /oy2[a-z0-9]{43}(?!\w)/y,
    isReal: ([found]) => /\d/.test(found.slice(3)),
    confidence: 'likely',
  }),
  token({
    what: 'a Docker Hub token',
    variable: 'DOCKER_TOKEN',
    begins: ['dckr_pat_', 'dckr_oat_'],
    shape: /dckr_(?:pat|oat)_[\w-]{27,32}(?![\w-])/y,
  }),
  token({
    what: 'an Atlassian token',
    variable: 'ATLASSIAN_API_TOKEN',
    begins: ['ATATT3xFfGF0', 'ATCTT3xFfGN0', 'ATBB'],
    shape: /AT(?:ATT3xFfGF0|CTT3xFfGN0)[\w=-]{150,250}|ATBB[A-Za-z0-9]{32}(?!\w)/y,
  }),
  token({
    what: 'an Artifactory key',
    variable: 'ARTIFACTORY_API_KEY',
    begins: ['AKCp'],
    shape: /AKCp[A-Za-z0-9]{69}(?!\w)/y,
  }),
  token({
    what: 'a SonarQube token',
    variable: 'SONAR_TOKEN',
    begins: ['squ_', 'sqp_', 'sqa_'],
    shape: /sq[upa]_[0-9a-f]{40}(?!\w)/y,
  }),
  token({
    what: 'a CircleCI token',
    variable: 'CIRCLE_TOKEN',
    begins: ['CCIPAT_', 'CCIPRJ_'],
    shape: /CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[0-9a-f]{40}(?!\w)/y,
  }),
  token({
    what: 'a Clojars token',
    variable: 'CLOJARS_TOKEN',
    begins: ['CLOJARS_'],
    shape: /CLOJARS_[a-z0-9]{60}(?!\w)/y,
  }),
];
