import type { DemoSalesSite } from './salesSites.ts';

export type DemoUnit = {
  readonly building: string;
  readonly floor: number;
  readonly number: string;
  readonly layout: string;
  /** Hundredths of a square metre. */
  readonly areaHundredths: number;
  readonly orientation: string;
  readonly listPriceFen: number;
  readonly product: 'residential' | 'retail';
};

type Type = Pick<DemoUnit, 'layout' | 'areaHundredths' | 'orientation'>;
type Storeys = { readonly building: string; readonly floors: readonly number[]; readonly types: readonly Type[] };
/** Yuan a square metre on the ground floor, and what each floor adds. */
type Prices = { readonly base: number; readonly perFloor: number };

const residential = ({ building, floors, types }: Storeys, { base, perFloor }: Prices): DemoUnit[] =>
  floors.flatMap((floor) =>
    types.map((type, index) => ({
      ...type,
      building,
      floor,
      number: `${String(floor).padStart(2, '0')}0${index + 1}`,
      // Hundredths of a square metre times yuan are fen.
      listPriceFen: type.areaHundredths * (base + floor * perFloor),
      product: 'residential' as const,
    })),
  );

const shop = (index: number): DemoUnit => {
  const areaHundredths = 4_800 + index * 1_150;
  const number = `010${index + 1}`;
  const listPriceFen = areaHundredths * 31_500;
  return {
    building: '商',
    floor: 1,
    number,
    layout: '商铺',
    areaHundredths,
    orientation: '东',
    listPriceFen,
    product: 'retail',
  };
};

const threeRooms: Type = { layout: '三房两厅', areaHundredths: 11_250, orientation: '南' };
const twoRooms: Type = { layout: '两房两厅', areaHundredths: 8_868, orientation: '东南' };
const fourRooms: Type = { layout: '四房两厅', areaHundredths: 14_310, orientation: '南北' };

const riversidePrices = { base: 12_800, perFloor: 60 };
const cloudLanePrices = { base: 15_600, perFloor: 90 };
const tower = [3, 8, 12, 16, 20, 26];
const low = [2, 4, 6, 8, 10];

/** The sixty units, in the order of the price list. */
export const demoUnits: Readonly<Record<DemoSalesSite, readonly DemoUnit[]>> = {
  riverside: [
    ...residential({ building: '1', floors: tower, types: [threeRooms, twoRooms] }, riversidePrices),
    ...residential({ building: '2', floors: tower, types: [threeRooms, twoRooms] }, riversidePrices),
    ...residential({ building: '3', floors: tower, types: [fourRooms, threeRooms] }, riversidePrices),
  ],
  cloudLane: [
    ...residential({ building: '1', floors: low, types: [fourRooms, threeRooms] }, cloudLanePrices),
    ...residential({ building: '2', floors: low, types: [threeRooms, twoRooms] }, cloudLanePrices),
    ...[0, 1, 2, 3].map(shop),
  ],
};

/** The one that the developer keeps off the market (SR-9.01). */
export const demoReservedUnit = { site: 'riverside', number: 11 } as const;
