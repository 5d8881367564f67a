import { isValidTime } from '../calendar/zone.ts';
import { unreachable } from '../decision/decision.ts';
import { type Text, text } from '../decision/text.ts';
import type { AnyParamSpec, IntSpec, ListSpec, TimeSpec } from './paramSpec.ts';
import { type PolicyFault, policyFault } from './policyFault.ts';

/** Checks one value against the type and the range of its parameter; null when it is allowed. */
export const validateParam = (key: string, spec: AnyParamSpec, value: unknown): PolicyFault | null => {
  if (value === null && spec.nullable) return null;
  const wrongType = typeProblem(spec, value);
  if (wrongType) return policyFault(key, 'wrong-type', wrongType);
  const outOfRange = rangeProblem(spec, value);
  return outOfRange ? policyFault(key, 'out-of-range', outOfRange) : null;
};

const typeProblem = (spec: AnyParamSpec, value: unknown): Text | null => {
  switch (spec.type) {
    case 'int':
      return Number.isSafeInteger(value) ? null : text('须为整数。', 'must be a whole number.');
    case 'boolean':
      return typeof value === 'boolean' ? null : text('须为是或否。', 'must be true or false.');
    case 'time':
      return typeof value === 'string' && isValidTime(value)
        ? null
        : text('须为“HH:MM”格式的时刻。', 'must be a time of day, "HH:MM".');
    case 'enum':
    case 'text':
      return typeof value === 'string' ? null : text('须为文字。', 'must be a text.');
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? null
        : text('须为文字列表。', 'must be a list of texts.');
    default:
      return unreachable(spec);
  }
};

const rangeProblem = (spec: AnyParamSpec, value: unknown): Text | null => {
  switch (spec.type) {
    case 'int':
      return intRange(spec, value as number);
    case 'boolean':
      return null;
    case 'time':
      return timeRange(spec, value as string);
    case 'enum':
      return spec.options.includes(value as string) ? null : oneOf(spec.options);
    case 'text':
      return (value as string).length <= spec.maxLength
        ? null
        : text(`不得超过${spec.maxLength}个字符。`, `must not be longer than ${spec.maxLength} characters.`);
    case 'list':
      return listRange(spec, value as readonly string[]);
    default:
      return unreachable(spec);
  }
};

const intRange = ({ min, max }: IntSpec, value: number): Text | null =>
  value >= min && value <= max
    ? null
    : text(`须在${min}至${max}之间，现为${value}。`, `must be between ${min} and ${max}, not ${value}.`);

const timeRange = ({ earliest = '00:00', latest = '23:59' }: TimeSpec, value: string): Text | null =>
  value >= earliest && value <= latest
    ? null
    : text(
        `须在${earliest}至${latest}之间，现为${value}。`,
        `must be between ${earliest} and ${latest}, not ${value}.`,
      );

const listRange = (spec: ListSpec, value: readonly string[]): Text | null => {
  const { options, minItems = 0, maxItems = 100 } = spec;
  if (new Set(value).size < value.length) return text('列表中不得有重复项。', 'must not name anything twice.');
  if (options && !value.every((item) => options.includes(item))) return oneOf(options);
  if (value.length >= minItems && value.length <= maxItems) return null;
  return text(`须有${minItems}至${maxItems}项。`, `must have ${minItems} to ${maxItems} items.`);
};

const oneOf = (options: readonly string[]): Text =>
  text(`只能取：${options.join('、')}。`, `must be out of: ${options.join(', ')}.`);
