import { templateSinkOf } from '../engine/embedded/template-sinks.ts';
import type { Expression } from '../engine/names/expression.ts';

/** Whether something becomes the address of a link or a frame, which the visitor follows later: an attribute in JSX or a template, `anchor.href = x`, `createElement('a', { href: x })`. */
export const isLinkTarget = (place: Expression): boolean =>
  place.is('jsx_attribute') ||
  templateSinkOf(place)?.writes === 'address' ||
  (place.is('call_expression') && place.callee.lastName === 'createElement') ||
  (place.is('assignment_expression') &&
    /^(href|src)$/.test(place.field('left').lastName) &&
    !/(^|\.)(window|self|top|parent|document|\$window|\w*[lL]ocation)$/.test(place.field('left').object.text));
