export { untilAllHeard } from './allHeard.ts';
export { type Day, runDay } from './day.ts';
export type { CommissionReport, DayReport, OwnerReport, RowReport } from './dayReport.ts';
export { type DiaryRow, DiaryUnreadable } from './diaryRow.ts';
export { type Disturbance, disturbanceOf, everythingTwice } from './disturbance.ts';
export {
  accepted,
  GatewayFailed,
  isRefused,
  type Person,
  personAt,
  type Refused,
  refusalFields,
  type Told,
} from './gatewayClient.ts';
export { type DiarySite, openDiarySite, type Preset } from './openDiarySite.ts';
export { readDiary } from './readDiary.ts';
