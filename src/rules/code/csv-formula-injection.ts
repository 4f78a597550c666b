import type { Expression } from '../../engine/names/expression.ts';
import { check, defineRule } from '../../engine/rule.ts';
import { shortText } from '../../engine/short-text.ts';
import { fileSays, isTestCode } from '../code-text.ts';

/** Words of a file that looks at how a cell begins. */
const GUARDED =
  /\[[^\]\n]{0,12}=[^\]\n]{0,8}@|\[[^\]\n]{0,12}@[^\]\n]{0,8}=|['"]=['"][^;\n]{0,60}['"]@['"]|['"`]=\+-@|formula|escape_?csv_?inject|csv_?inject|sanitize_?(csv|cell)|preventCsvInjection/i;
/** What is sent or saved as a file of a spreadsheet. */
const SHEET = /text\/csv|\.csv\b|vnd\.ms-excel|tab-separated-values/i;
const WORD =
  'a spreadsheet runs what begins with `=`, `+`, `-` or `@` as a formula, on the machine of whoever opens the file';

export default defineRule({
  id: 'code/csv-formula-injection',
  title: 'Cells of a spreadsheet that may be formulas',
  severity: 'medium',
  confidence: 'likely',
  cwe: [1236],
  owasp: ['A03:2021', 'A05:2025'],
  remedy:
    "Put a quotation mark before a cell that begins with one of `=+-@`, a tab or a line end: `/^[=+\\-@\\t\\r]/.test(cell) ? `'${cell}` : cell`.",
  checks: [
    check({
      // Quotation marks are doubled, as the format asks for; what the cell begins with is not looked at.
      patterns: { javascript: ['$CELL.replace($MARK, "\\"\\"")', '$CELL.replaceAll($MARK, "\\"\\"")'] },
      problem: ({ CELL, MATCH }) => {
        if (!isOfSheet(MATCH)) return undefined;
        const cell = CELL.is('call_expression') && CELL.callee.text === 'String' ? CELL.argument(0) : CELL;
        return { at: CELL.range, message: `\`${shortText(cell.text)}\` is written into a cell as it is: ${WORD}.` };
      },
    }),
    check({
      // `[row.name, row.note].join(',')` for each row.
      patterns: { javascript: ['$CELLS.join($SEPARATOR)'] },
      problem: ({ CELLS, SEPARATOR, MATCH }) => {
        if (!/^[,;\t]$/.test(SEPARATOR.constant ?? '') || !isForEach(MATCH) || !isOfSheet(MATCH)) return undefined;
        const cell = CELLS.is('array')
          ? CELLS.children.find(
              (each) => each.is('member_expression', 'subscript_expression') && !NO_TEXT.test(each.lastName),
            )
          : /^Object\.values$/.test(CELLS.callee.text)
            ? CELLS
            : undefined;
        return (
          cell && { at: cell.range, message: `\`${shortText(cell.text)}\` is written into a cell as it is: ${WORD}.` }
        );
      },
    }),
    check({
      // Libraries that would look, if they were asked to.
      patterns: {
        javascript: [
          'papaparse.unparse($ROWS, ...)',
          'Papa.unparse($ROWS, ...)',
          '"csv-stringify".stringify($ROWS, ...)',
          '"csv-stringify/sync".stringify($ROWS, ...)',
          '"json-2-csv".json2csv($ROWS, ...)',
          '"json-2-csv".json2csvAsync($ROWS, ...)',
        ],
      },
      problem: ({ ROWS, MATCH }) => {
        const options = MATCH.argument(1);
        const isAsked = ['escapeFormulae', 'escape_formulas', 'preventCsvInjection'].some(
          (name) => options.property(name).exists,
        );
        if (isAsked || (options.exists && !options.isClosedObject && !options.is('arrow_function'))) return undefined;
        if (ROWS.origin.value !== undefined || !isOfSheet(MATCH)) return undefined;
        return {
          at: ROWS.range,
          message: `The cells of \`${shortText(ROWS.text)}\` are written as they are: ${WORD}.`,
        };
      },
    }),
  ],
});

/** Whether the file makes spreadsheets of what others may have written, and nothing in it looks at how a cell begins. */
const isOfSheet = ({ names }: Expression): boolean =>
  names.says(SHEET) && fileSays(names, SHEET) && !fileSays(names, GUARDED) && !isTestCode(names);

/** Numbers, dates and keys, by their names. */
const NO_TEXT =
  /^(id|_id|uuid|index|length|count|total|price|amount|quantity|qty|date|time|year|month|day|status|type)$|(Id|At|Count|Total|Date|Price|Amount|Ms|Kg|_id|_at|_on|_count|_date)$/;

/** Within a function that is called for each row, or a loop. */
function isForEach(call: Expression): boolean {
  const around = call.enclosing('arrow_function', 'function_expression', 'for_in_statement', 'for_statement');
  return (
    around.is('for_in_statement', 'for_statement') ||
    /^(map|flatMap|forEach|reduce)$/.test(around.parent.parent.callee.lastName)
  );
}
