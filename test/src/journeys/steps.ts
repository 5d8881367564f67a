import type { DiarySite, Person } from '@shouwen/diary';
import { carryOut, on } from './stage.ts';

/** What the people of a sales site do in these journeys, each as a sentence. */

export const identify = async (site: DiarySite, at: Date, { name, phone }: { name: string; phone: string }) => {
  const input = { siteId: site.siteId, name, phone };
  const fields = '... on ClientIdentified { client { id } }';
  return (await carryOut<{ client: { id: string } }>(site.dutyPerson, at, { name: 'identifyClient', fields, input }))
    .client.id;
};

export const openDay = (site: DiarySite, date: string, names: readonly string[] = [...site.consultants.keys()]) => {
  const roster = names.map((name) => ({ consultantId: site.staffIds.get(name) ?? '' }));
  const input = { siteId: site.siteId, roster };
  const fields = '... on RotationChanged { floor { order { id } phoneOrder { id } } }';
  return carryOut<{ floor: { order: { id: string }[]; phoneOrder: { id: string }[] } }>(
    site.dutyPerson,
    on(date, '09:00'),
    {
      name: 'openRotation',
      fields,
      input,
    },
  );
};

/** Closes the day, and the manager confirms its registrations. */
export const closeDay = async (site: DiarySite, date: string): Promise<void> => {
  const fields = '... on RotationChanged { explanation { outcome } }';
  const { siteId } = site;
  await carryOut(site.dutyPerson, on(date, '18:00'), { name: 'closeRotation', fields, input: { siteId } });
  await carryOut(site.manager, on(date, '18:00'), {
    name: 'confirmRegistrations',
    fields: '... on RegistrationsConfirmed { confirmed }',
    input: { siteId, date },
  });
};

export type Received = {
  readonly visitId: string;
  readonly consultant: string;
  readonly counted: boolean;
  readonly position: number | null;
  readonly rules: string[];
};

type VisitAnswer = {
  readonly visit: {
    readonly id: string;
    readonly consultant: { readonly id: string } | null;
    readonly counted: boolean;
    readonly turn: { readonly position: number } | null;
    readonly explanation: { readonly applied: readonly { readonly id: string }[] };
  };
};

/** Somebody walks in. */
export const receive = async (site: DiarySite, at: Date, more: Record<string, unknown> = {}): Promise<Received> => {
  const fields =
    '... on VisitorReceived { visit { id counted consultant { id } turn { position } explanation { applied { id } } } }';
  const input = { siteId: site.siteId, ...more };
  const { visit } = await carryOut<VisitAnswer>(site.dutyPerson, at, { name: 'receiveVisitor', fields, input });
  return {
    visitId: visit.id,
    consultant: site.nameOf(visit.consultant?.id ?? ''),
    counted: visit.counted,
    position: visit.turn?.position ?? null,
    rules: visit.explanation.applied.map(({ id }) => id),
  };
};

export const endReception = (site: DiarySite, at: Date, visitId: string) =>
  carryOut(site.dutyPerson, at, {
    name: 'endReception',
    fields: '... on ReceptionEnded { visit { id } }',
    input: { visitId },
  });

/** The receiving consultant writes the visit into the register. */
export const register = (
  site: DiarySite,
  at: Date,
  { visitId, consultant, clientId }: Pick<Received, 'visitId' | 'consultant'> & { clientId: string },
) =>
  carryOut<{ claim: string }>(consultantOf(site, consultant), at, {
    name: 'registerVisit',
    fields: '... on VisitRegistered { claim }',
    input: { visitId, clientId, class: 'A', lookingFor: '三房', channel: '路过' },
  });

/** Received, seen off and registered: an ordinary visit of an hour. */
export const visit = async (site: DiarySite, at: Date, more: Record<string, unknown> & { clientId: string }) => {
  const received = await receive(site, at, more);
  const later = new Date(at.getTime() + 3_600_000);
  await endReception(site, later, received.visitId);
  const { claim } = await register(site, later, { ...received, clientId: more.clientId });
  return { ...received, claim };
};

export const consultantOf = (site: DiarySite, name: string): Person => {
  const person = site.consultants.get(name);
  if (!person) throw new RangeError(`${name} is no consultant of this site`);
  return person;
};

/** Whose client somebody is, as the manager reads it. */
export const ownership = async (site: DiarySite, at: Date, clientId: string) => {
  const query = `query ($id: ID!, $siteId: ID!) { client(id: $id) { owner(siteId: $siteId) {
    standing lapsesOn consultant { id } explanation { applied { id } rejected { rule { id } } } } } }`;
  const { client } = await site.manager.ask<{
    client: {
      owner: {
        standing: string;
        lapsesOn: string | null;
        consultant: { id: string } | null;
        explanation: { applied: { id: string }[] };
      };
    };
  }>(at, query, { id: clientId, siteId: site.siteId });
  const { consultant, ...rest } = client.owner;
  return { ...rest, consultant: consultant && site.nameOf(consultant.id) };
};

export const addUnit = async (
  site: DiarySite,
  at: Date,
  { number, priceFen }: { number: string; priceFen: number },
) => {
  const unit = { building: '1', floor: 3, number, layout: '三房', area: 110, orientation: '南', listPrice: priceFen };
  const input = { siteId: site.siteId, units: [unit] };
  const fields = '... on UnitsAdded { units { id } }';
  const { units } = await carryOut<{ units: { id: string }[] }>(site.manager, at, { name: 'addUnits', fields, input });
  return units[0]?.id ?? '';
};

/** What other departments hear by events arrives a moment later. */
export { eventually } from '@shouwen/testing';
