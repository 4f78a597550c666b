import * as vscode from 'vscode';
import type { RulePages } from './rule-page.ts';

/** Opens `vscode://assay.assay/rule/code/weak-hash`: what the id beside a diagnostic, and the link in a hover, lead to. */
export function registerUriHandler(pages: RulePages): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri({ path }) {
      const rule = /^\/rule\/([a-z]+\/[a-z0-9-]+)$/.exec(path)?.[1];
      if (rule !== undefined) void pages.explain({ rule });
    },
  });
}
