import { describe, expect, it } from '@jest/globals';
import { text } from '@shouwen/kernel';
import { type AskedFormChange, decideFormChange, type FormChanged } from './changeForm.decision.ts';
import { defaultFields, defaultForm } from './defaultForm.ts';
import { type DossierForm, fieldOf } from './dossierForm.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const nothing: AskedFormChange = { basedOn: 0, add: [], rename: [], hide: [], show: [] };
const pet = { type: 'text', label: text('宠物', 'Pets'), options: [], sensitive: false } as const;
const change = (asked: Partial<AskedFormChange>, form: DossierForm = defaultForm('s1')) =>
  decideFormChange({ form, asked: { ...nothing, basedOn: form.version, ...asked }, newKeys: ['own-1', 'own-2'], now });
const changedForm = (asked: Partial<AskedFormChange>, form?: DossierForm): DossierForm => {
  const decision = change(asked, form);
  if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
  return (decision.events[0] as FormChanged).form;
};
const refusal = (asked: Partial<AskedFormChange>, form?: DossierForm) => {
  const decision = change(asked, form);
  if (decision.outcome === 'accepted') return null;
  return 'fields' in decision.refusal ? decision.refusal.fields.map(({ field }) => field) : decision.refusal.code;
};

describe('CR-1.03 the default form has the 42 fields of the source', () => {
  it('each once, in both languages, in the order of the source', () => {
    expect(defaultFields).toHaveLength(42);
    expect(new Set(defaultFields.map(({ key }) => key)).size).toBe(42);
    expect(defaultFields.map(({ label }) => label.zh)).toEqual(
      [
        '性别 通讯地址 公司名称及地址 办公电话 家庭电话 移动电话 籍贯 教育背景 家庭状况 婚姻状况 配偶信息 配偶教育背景 配偶兴趣 父母状况',
        '子女状况 家庭中最亲密的人 最偏好的就餐地点 偏爱购物场所 最偏爱的菜式 饮酒 抽烟 健康状况 远行交通工具 所属的社会组织 社交热衷程度',
        '现居住状况 现房产投资状况 理想居住状况 由于何种原因而购房 在我处购买物业的具体情况 对我公司房产的了解 对小区其他业主的素质是否在意',
        '职位 汽车品牌 车牌号 服饰讲究 信息主要来源 最佩服的人 事业目标 个人目标 自认为最得意的事 主见',
      ]
        .join(' ')
        .split(' '),
    );
    for (const { label, type, options } of defaultFields) {
      expect(label.en).toMatch(/[a-z]/);
      expect(options.length > 0).toBe(type === 'choice' || type === 'multi-choice');
    }
  });

  it('health, family and identity are marked as sensitive', () => {
    const sensitive = defaultFields.filter((field) => field.sensitive).map(({ key }) => key);
    for (const key of [
      'health',
      'family',
      'spouse',
      'parents',
      'children',
      'maritalStatus',
      'carPlate',
      'postalAddress',
    ])
      expect(sensitive).toContain(key);
    expect(sensitive).not.toContain('cuisine');
  });

  it('what matters in the ideal home has its seven points', () => {
    expect(fieldOf(defaultForm('s1'), 'idealHome')?.options).toHaveLength(7);
  });
});

describe('CR-1.03 a site changes its form without a programmer', () => {
  it('adds, renames and hides: a new version, the old one as it was', () => {
    const form = changedForm({
      add: [pet, { ...pet, type: 'choice', options: [text('是', 'Yes'), text('否', 'No')], sensitive: true }],
      rename: [{ key: 'smoking', label: text('吸烟习惯', 'Smoking habits') }],
      hide: ['drinking'],
    });
    expect(form).toMatchObject({ siteId: 's1', version: 1 });
    expect(form.fields).toHaveLength(44);
    expect(fieldOf(form, 'own-1')).toMatchObject({ type: 'text', label: { zh: '宠物' }, hidden: false });
    expect(fieldOf(form, 'own-2')).toMatchObject({ sensitive: true, options: [{ key: 'o1' }, { key: 'o2' }] });
    expect(fieldOf(form, 'smoking')?.label.en).toBe('Smoking habits');
    expect(fieldOf(form, 'drinking')?.hidden).toBe(true);
    expect(fieldOf(defaultForm('s1'), 'drinking')?.hidden).toBe(false);
    expect(fieldOf(changedForm({ show: ['drinking'] }, form), 'drinking')?.hidden).toBe(false);
  });

  it('a field that is sensitive stays so, whatever it is called', () => {
    const form = changedForm({ rename: [{ key: 'health', label: text('身体', 'Body') }] });
    expect(fieldOf(form, 'health')?.sensitive).toBe(true);
  });

  it.each<[string, Partial<AskedFormChange>, string | string[]]>([
    ['on a version that is not the last', { basedOn: 3, hide: ['drinking'] }, 'FORM_CHANGED_MEANWHILE'],
    ['nothing', {}, 'FORM_UNCHANGED'],
    ['what is hidden by showing it already', { show: ['drinking'] }, 'FORM_UNCHANGED'],
    [
      'a field that is not there',
      { hide: ['nothing'], rename: [{ key: 'x', label: pet.label }] },
      ['rename.0', 'hide.0'],
    ],
    ['hidden and shown at once', { hide: ['drinking'], show: ['drinking'] }, ['hide.0']],
    ['a label in one language', { add: [{ ...pet, label: text('宠物', ' ') }] }, ['add.0.label']],
    ['a label of 61 characters', { add: [{ ...pet, label: text('宠'.repeat(61), 'Pets') }] }, ['add.0.label']],
    ['a choice of one', { add: [{ ...pet, type: 'choice', options: [pet.label] }] }, ['add.0.options']],
    ['a text with options', { add: [{ ...pet, options: [pet.label, pet.label] }] }, ['add.0.options']],
    ['more than a form can have', { add: Array.from({ length: 79 }, () => pet) }, 'FORM_FULL'],
  ])('not %s', (_, asked, expected) => {
    expect(refusal(asked)).toEqual(expected);
  });
});
