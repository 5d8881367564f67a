import { section } from '../rule.ts';

/** SR-1.01 to SR-1.14: the rotation (接待轮次). */
export const sr1Rotation = section('sales-reception', {
  'SR-1.01': {
    zh: '案场置业顾问按固定顺序（A-B-C-D）轮流接待。每日开门时（默认09:00）由值日生开轮：以上一日闭门时应接未接者为首位，其后依次循环；仅当日排全日班并已签到的置业顾问入轮。',
    en: 'Consultants receive in a fixed order (A-B-C-D). At opening (09:00 by default) the duty person opens the rotation: first whoever was due but unserved when the previous day closed, then in cyclic order; only consultants rostered for the full day and checked in take part.',
    source: 'S4 6§1.1, 6§3.1.2.6; S0.2 §3.1–2',
  },
  'SR-1.02': {
    zh: '计轮次的来访客户由轮序首位接待；接待一经开始，首位即移至末位，下一位立即补位。被轮空的首位同样移至末位；补轮不改变其原有位次。',
    en: 'A counted walk-in goes to the head of the rotation; the head moves to the tail the moment the reception starts and the next steps up. A skipped head moves to the tail too; a make-up turn leaves the regular place unchanged.',
    source: 'S4 6§1.2.1',
  },
  'SR-1.03': {
    zh: '轮到的置业顾问缺席、正在接待客户、离开前台或自动放弃的，该轮轮空且不予补轮；轮空及其原因须予记录。',
    en: 'A head who is absent, busy with a client, away from the desk or waives the turn is skipped and the turn is not made up; the skip is recorded with its reason.',
    source: 'S4 6§1.2.2, 6§1.2.6, 6§1.2.8; S0.2 §3.4; S3.5 §1',
  },
  'SR-1.04': {
    zh: '因管理人员或开发商安排并经经理确认的公务，或因规定时间内用餐而错过轮次，且离开前已知会下一置业顾问或经理的，返回后先于首位补接下一轮；有多人待补的，按错过轮次的先后补轮。',
    en: 'A turn missed on official business ordered by a manager or the developer and confirmed by the manager, or during the scheduled meal, is made up: on return the consultant goes ahead of the head, if the next consultant or the manager was told before leaving; several make-ups are served in the order in which the turns were missed.',
    source: 'S4 6§1.2.6, 6§1.2.8; S0.2 §3.4',
  },
  'SR-1.05': {
    zh: '不得挑选、拒接客户，不得蓄意轮空；未经经理批准不得调换轮次。经批准的调换仅就该轮互换两人位次。',
    en: 'No picking or refusing of clients, no skipping on purpose, no swapping of turns without the manager’s approval; an approved swap exchanges the two positions for that turn alone.',
    source: 'S0.2 §3.3, §3.8; S4 6§1.2.4',
  },
  'SR-1.06': {
    zh: '每名置业顾问同一时间只能接待一批客户；正在接待的，不得另接，亦不得为另接而中断当前接待。',
    en: 'One active reception per consultant: whoever is receiving cannot start another, nor interrupt the current one for it.',
    source: 'S0.2 §3.9; S3.5 §5',
  },
  'SR-1.07': {
    zh: '前台应保持规定人数（默认3名）的置业顾问候客；不足时在现场看板上提示。',
    en: 'The desk should have a set number of consultants waiting (three by default); fewer raises a warning on the floor board.',
    source: 'S4 6§1.2.5',
  },
  'SR-1.08': {
    zh: '全部入轮置业顾问均在接待时，由经理代为接待；当轮置业顾问一有空即移交其接待，并计其一轮。',
    en: 'If all consultants are receiving, the manager receives and hands the client to the consultant whose turn it is as soon as that one is free; the reception counts as that consultant’s turn.',
    source: 'S4 6§1.2.7',
  },
  'SR-1.09': {
    zh: '午餐时间为12:00–13:00。一个月制：由轮序前两位在接待台值守。两种样式下，在此时段内因规定用餐错过的轮次予以补轮，逾时错过的不补（用餐超过90分钟方按V-08处理）。',
    en: 'Lunch is 12:00–13:00. one-month: the first two in the rotation staff the desk. Under both presets turns missed by a scheduled meal within that hour are made up, later ones are not (V-08 applies only beyond 90 minutes).',
    source: 'S0.2 §3.14; S4 2§1.2',
  },
  'SR-1.10': {
    zh: '入轮前须确认着装与销售道具，并已阅知当日房源销控情况；不符合要求的，经理可取消其该轮接待资格。',
    en: 'Before taking a turn, dress and kit are confirmed and today’s unit availability is read; the manager can cancel the turn of a consultant who fails it.',
    source: 'S0.2 §2',
  },
  'SR-1.11': {
    zh: '《客户接待轮次表》由值日生填写、经理把控，只可追加；更正须另行记录，并注明原因和批准经理。',
    en: 'The rotation log is kept by the duty person, controlled by the manager and append-only: a correction is a new entry with its reason and manager.',
    source: 'S4 6§1.2.3',
  },
  'SR-1.12': {
    zh: '来电按当日开轮接待顺序反向轮接（接待为A-B-C-D，则接听为D-C-B-A）。当接者忙或不在的，由代接者接听，该来电客户归代接者。案场电话仅由置业顾问于铃响三声内接听；另有来电的，记下号码稍后回电。本人时段漏接来电的，按违规处理（FI-3）。',
    en: 'Phone calls rotate in the reverse order of the day’s opening reception order (A-B-C-D receives, D-C-B-A answers). If the one due is busy or away, whoever answers takes the call and with it the caller. Only consultants answer, within three rings; a second caller is called back. A missed call in one’s slot is a violation (FI-3).',
    source: 'S4 7§1, 7§3, 4§2.2',
  },
  'SR-1.13': {
    zh: '上班前、下班后（默认营业时间09:00–18:00之外）来访的客户按轮序接待，但不计轮次。',
    en: 'Before opening and after closing (outside 09:00–18:00 by default) clients are received in order, but the turn does not count.',
    source: 'S4 6§1.2.16',
  },
  'SR-1.14': {
    zh: '轮休日的置业顾问可预约接待本人老客户，但不入轮；当日内任何人不得中途进入或退出轮次。',
    en: 'On a rest day a consultant may receive their own old clients by appointment without joining the rotation; nobody enters or leaves the rotation during the day.',
    source: 'S4 6§3.1.2.6',
  },
});
