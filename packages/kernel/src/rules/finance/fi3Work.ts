import { section } from '../rule.ts';

/** V-17 to V-35: fines for records, receptions and contracts. */
export const fi3Work = section('finance', {
  'V-17': {
    zh: '来访、来电或成交未及时登记或登记有误的，每项罚款50元。',
    en: 'Visit, call or deal not registered in time, or wrongly: 50 yuan each.',
    source: 'S4 8',
  },
  'V-18': {
    zh: '系统录入迟延、不实或不准确的，每项罚款50元。',
    en: 'System entry late, false or inaccurate: 50 yuan each.',
    source: 'S4 8',
  },
  'V-19': {
    zh: '未阅会议纪要或未签字的，每次罚款50元。',
    en: 'Minutes not read and signed: 50 yuan.',
    source: 'S4 8, 3§2.2',
  },
  'V-20': {
    zh: '登记簿使用不当或私自涂改的，每次罚款50元。',
    en: 'Registers misused or altered: 50 yuan.',
    source: 'S4 8',
  },
  'V-21': {
    zh: '私看同事客户登记本的，每次罚款50元。',
    en: 'Reading a colleague’s client register: 50 yuan.',
    source: 'S4 8',
  },
  'V-22': {
    zh: '客户资料随意放置或丢弃的，每次罚款50元。',
    en: 'Client papers left lying or thrown away: 50 yuan.',
    source: 'S4 8',
  },
  'V-23': {
    zh: '当值人员未及时迎接客户，或当客户面争论接待次序的，每次罚款100元。',
    en: 'Client not greeted in time by whoever is due, or order of reception argued before clients: 100 yuan.',
    source: 'S4 8',
  },
  'V-24': {
    zh: '拒绝义务接待的，每次罚款50元。',
    en: 'Stand-in reception refused: 50 yuan.',
    source: 'S4 8',
  },
  'V-25': {
    zh: '未按时完成工作的，每次罚款50元，可并处停岗。',
    en: 'Task not done in time: 50 yuan, may be suspended.',
    source: 'S4 8',
  },
  'V-26': {
    zh: '冷落、挑选客户或带情绪接待的，每次罚款100–1,000元，并停盘。',
    en: 'Client slighted, picked or treated moodily: 100–1,000 yuan, suspension.',
    source: 'S4 8',
  },
  'V-27': {
    zh: '不按次序抢接客户的，每次罚款200元，并停盘。',
    en: 'Taking a client out of order: 200 yuan, suspension.',
    source: 'S4 8',
  },
  'V-28': {
    zh: '公用销控表填写错误的，每次罚款100元；造成损失的须赔偿。',
    en: 'Error in the public availability table: 100 yuan, liability for losses.',
    source: 'S4 8',
  },
  'V-29': {
    zh: '未按销售流程或房号确认程序办理的，每次罚款200元，承担赔偿责任，视情节停盘或辞退。',
    en: 'Sales procedure or unit confirmation not followed: 200 yuan, liability; suspension or dismissal by weight.',
    source: 'S4 8',
  },
  'V-30': {
    zh: '未按流程签订合同的，每次罚款200元。',
    en: 'Contract not made by the procedure: 200 yuan.',
    source: 'S4 8',
  },
  'V-31': {
    zh: '房价或合同出错的，当事人与复核人每套各罚款100元，承担赔偿责任，情节严重的予以辞退。',
    en: 'Price or contract error: author and checker 100 yuan each per unit, liability; dismissal if grave.',
    source: 'S4 8',
  },
  'V-32': {
    zh: '推荐或销售已销控房源的，每次罚款500元；售出的，扣发该套佣金。',
    en: 'Offering a reserved unit, or selling one: 500 yuan; selling withholds that deal’s commission.',
    source: 'S4 8',
  },
  'V-33': {
    zh: '突发事件处理不当致客户不满的，每次罚款100元，承担赔偿责任，视情节停盘或辞退。',
    en: 'Incident handled so that the client is dissatisfied: 100 yuan, liability; suspension or dismissal by weight.',
    source: 'S4 8',
  },
  'V-34': {
    zh: '因置业顾问原因退单的，每套罚款100元。',
    en: 'Cancellation caused by the consultant: 100 yuan per unit.',
    source: 'S4 8',
  },
  'V-35': {
    zh: '遗失价格表的，每次罚款200元。',
    en: 'Price list lost: 200 yuan.',
    source: 'S4 8',
  },
});
