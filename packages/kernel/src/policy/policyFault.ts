import { type Text, text } from '../decision/text.ts';

export type PolicyFaultReason =
  | 'unknown-preset'
  | 'unknown-parameter'
  | 'wrong-type'
  | 'out-of-range'
  | 'contradiction';

/** Why a policy was not accepted; it names the parameter (or the preset) that is wrong. */
export type PolicyFault = {
  readonly outcome: 'policy-fault';
  readonly parameter: string;
  readonly reason: PolicyFaultReason;
  readonly message: Text;
};

export const policyFault = (parameter: string, reason: PolicyFaultReason, message: Text): PolicyFault => ({
  outcome: 'policy-fault',
  parameter,
  reason,
  message: text(`参数“${parameter}”：${message.zh}`, `Parameter "${parameter}": ${message.en}`),
});

/** A policy that contradicts itself: `parameter` is the one to change, `message` says against what. */
export const contradiction = (parameter: string, message: Text): PolicyFault =>
  policyFault(parameter, 'contradiction', message);

/** Tells a fault from the parameters that were asked for. */
export const isPolicyFault = (value: unknown): value is PolicyFault =>
  typeof value === 'object' && value !== null && 'outcome' in value && value.outcome === 'policy-fault';

/** For `check`: shares that one whole is divided into add up to 100 percent; the fault names the last of them. */
export const mustAddUpTo100 = <P extends object>(
  params: P,
  keys: readonly (keyof P & string)[],
): PolicyFault | null => {
  const sum = keys.reduce((total, key) => total + Number(params[key]), 0);
  const last = keys.at(-1);
  if (sum === 100 || last === undefined) return null;
  const named = keys.join(' + ');
  return contradiction(
    last,
    text(`${named}合计须为100%，现为${sum}%。`, `${named} must add up to 100 %, not ${sum} %.`),
  );
};
