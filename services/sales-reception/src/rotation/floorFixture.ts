import { instantOf, type PolicyVersion, type PresetName } from '@shouwen/kernel';
import { oneMonth, type SalesPolicy, tripleConfirmation } from '../policies/index.ts';
import { evolveAll } from './evolveRotation.ts';
import { type FloorFacts, floorFacts } from './floorFacts.ts';
import { newRotation, type Rotation } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

/** Builders for tests: one site, four consultants A B C D, one day in March. */
export const day = '2026-03-10';
export const at = (time: string, date: string = day): Date => instantOf(date, time);

type SitePreset = Extract<PresetName, 'one-month' | 'triple-confirmation'>;

const presets: Readonly<Record<SitePreset, SalesPolicy>> = {
  'one-month': oneMonth,
  'triple-confirmation': tripleConfirmation,
};

export const bothPresets: readonly SitePreset[] = ['one-month', 'triple-confirmation'];

export const policyOf = (preset: SitePreset, changes: Partial<SalesPolicy> = {}): PolicyVersion<SalesPolicy> => ({
  name: 'sales',
  preset,
  version: 1,
  effectiveFrom: new Date('2026-01-01T00:00:00+08:00'),
  params: { ...presets[preset], ...changes },
});

/** A rotation opened at nine, after these events. */
export const floorOf = (order: readonly string[], ...events: readonly RotationEvent[]): Rotation =>
  evolveAll(newRotation('site'), [{ type: 'RotationOpened', date: day, order, at: at('09:00') }, ...events]);

export const facts = (rotation: Rotation, time: string, preset: SitePreset = 'one-month'): FloorFacts =>
  floorFacts(rotation, { at: at(time), zone: 'Asia/Shanghai', policy: policyOf(preset) });

export const started = (consultantId: string, time: string, visitId = `visit-${consultantId}`): RotationEvent => ({
  type: 'ReceptionStarted',
  consultantId,
  visitId,
  tourGroup: false,
  at: at(time),
});

export const left = (
  consultantId: string,
  reason: Extract<RotationEvent, { type: 'ConsultantLeft' }>['reason'],
  { time = '10:00', announced = true, confirmedBy = 'manager' as string | null } = {},
): RotationEvent => ({ type: 'ConsultantLeft', consultantId, reason, announced, confirmedBy, at: at(time) });
