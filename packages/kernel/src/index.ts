export * from './decision/decision.ts';
export * from './decision/explanation.ts';
export * from './decision/text.ts';
export * from './policy/policy.ts';
export * from './rules/ruleId.ts';
