import type { Question, SurveyOccasion } from './survey.ts';

/** The two forms: one after a service, one for the year. */
export type FormKind = 'service' | 'yearly';

export const formKindOf = (occasion: SurveyOccasion): FormKind => (occasion === 'yearly' ? 'yearly' : 'service');

/** The forms until a site or the company sets others: version 0. */
export const usualForms: Readonly<Record<FormKind, readonly Question[]>> = {
  service: [
    { key: 'attitude', zh: '接待人员的态度', en: 'The manner of the people who served you' },
    { key: 'expertise', zh: '接待人员的专业水平', en: 'How well they knew their subject' },
    { key: 'speed', zh: '办理速度', en: 'How quickly it was done' },
    { key: 'outcome', zh: '办理结果', en: 'What came of it' },
    { key: 'overall', zh: '总体满意度', en: 'All in all' },
  ],
  yearly: [
    { key: 'product', zh: '房屋与小区', en: 'The home and the estate' },
    { key: 'service', zh: '日常服务', en: 'The everyday service' },
    { key: 'contact', zh: '联系是否方便', en: 'How easily you reach us' },
    { key: 'recommend', zh: '是否愿意推荐给亲友', en: 'Whether you would recommend us' },
    { key: 'overall', zh: '总体满意度', en: 'All in all' },
  ],
};
