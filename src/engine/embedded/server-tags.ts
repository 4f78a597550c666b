/**
 * What a server puts into a page before the browser reads it: tags that become a value, of Jinja, Liquid, Mustache, ERB and PHP, and tags that
 * only steer. What is quoted, or nested in braces, is code of the script's own.
 */
const TAGS =
  /\{\{[-~]?(?<value>[^{};\n]{1,300})\}\}|\{%[^%{}]{0,300}%\}|\{#[^#{}]{0,300}#\}|<%(?<erb>=?)[^%<>]{0,300}%>|<\?(?<php>=|php\s+echo\b)?[^?<>]{0,300}\?>/g;

/**
 * A script of a page with such tags out of the way, as long as it was. A value becomes a number, for what the server writes there is told by
 * nobody who looks at the script.
 */
export const withoutServerTags = (script: string): string =>
  /\{[{%#]|<[%?]/.test(script)
    ? script.replace(TAGS, (tag, value?: string, erb?: string, php?: string) => {
        const blank = tag.replace(/[^\r\n]/g, ' ');
        return value || erb || php ? `0${blank.slice(1)}` : blank;
      })
    : script;
