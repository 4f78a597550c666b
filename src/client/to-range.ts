import * as vscode from 'vscode';
import type { Span } from '../protocol/requests.ts';

/** A place that the server names, as VS Code has it. */
export const toRange = ({ start, end }: Span): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);
