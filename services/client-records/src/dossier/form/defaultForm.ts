import { type Text, text } from '@shouwen/kernel';
import type { DossierForm, FieldOption, FieldType, FormField } from './dossierForm.ts';

type More = { readonly sensitive?: true; readonly hint?: Text; readonly options?: readonly FieldOption[] };

const field = (key: string, label: Text, more: More = {}, type: FieldType = 'text'): FormField => ({
  key,
  type,
  label,
  hint: more.hint ?? null,
  options: more.options ?? [],
  sensitive: more.sensitive ?? false,
  hidden: false,
});
const hint = (zh: string, en: string): More => ({ hint: text(zh, en) });
const option = (key: string, zh: string, en: string): FieldOption => ({ key, label: text(zh, en) });
const sensitive: More = { sensitive: true };

const genders = { options: [option('male', '男', 'Male'), option('female', '女', 'Female')] };
const maritalStates = {
  ...sensitive,
  options: [
    option('single', '未婚', 'Single'),
    option('married', '已婚', 'Married'),
    option('divorced', '离异', 'Divorced'),
    option('widowed', '丧偶', 'Widowed'),
  ],
};
const cuisines = {
  options: [
    option('chinese', '中餐', 'Chinese'),
    option('western', '西餐', 'Western'),
    option('sichuan', '川菜', 'Sichuan'),
    option('cantonese', '粤菜', 'Cantonese'),
    option('other', '其他', 'Other'),
  ],
};
const transport = {
  options: [
    option('plane', '飞机', 'Plane'),
    option('train', '火车', 'Train'),
    option('car', '汽车', 'Car'),
    option('ship', '轮船', 'Ship'),
  ],
};
const degrees = {
  options: [option('low', '低', 'Low'), option('medium', '中', 'Medium'), option('high', '高', 'High')],
};
const priorities = {
  ...hint('购房时最为关注的方面', 'What matters most when buying'),
  options: [
    option('planning', '社区规划', 'Plan of the estate'),
    option('layout', '户型设计', 'Layout of the home'),
    option('surroundings', '周边配套（学校、医院、商场等）', 'What is near: school, hospital, shops'),
    option('facilities', '社区配套', 'Facilities of the estate'),
    option('landscape', '绿化景观', 'Greenery and landscape'),
    option('quality', '产品品质感', 'Quality of the building'),
    option('developer', '品牌及发展商实力', 'Brand and strength of the developer'),
  ],
};

/** The client dossier of S3.2: its 42 fields in its order and with its notes. Choices are ours where the source leaves a blank. */
export const defaultFields: readonly FormField[] = [
  field('gender', text('性别', 'Gender'), genders, 'choice'),
  field('postalAddress', text('通讯地址', 'Postal address'), sensitive),
  field('company', text('公司名称及地址', 'Company and its address')),
  field('officePhone', text('办公电话', 'Office phone'), sensitive),
  field('homePhone', text('家庭电话', 'Home phone'), sensitive),
  field('mobilePhone', text('移动电话', 'Mobile phone'), sensitive),
  field('nativePlace', text('籍贯', 'Native place')),
  field(
    'education',
    text('教育背景', 'Education'),
    hint('最高学历及毕业学校，是否在意学位', 'Highest degree and school; whether degrees matter'),
  ),
  field('family', text('家庭状况', 'Family'), {
    ...sensitive,
    ...hint('收入、关系是否融洽', 'Income; whether they get on'),
  }),
  field('maritalStatus', text('婚姻状况', 'Marital status'), maritalStates, 'choice'),
  field('spouse', text('配偶信息', 'Spouse'), { ...sensitive, ...hint('电话、工作单位', 'Phone, place of work') }),
  field('spouseEducation', text('配偶教育背景', 'Education of the spouse'), sensitive),
  field('spouseInterests', text('配偶兴趣', 'Interests of the spouse'), sensitive),
  field('parents', text('父母状况', 'Parents'), {
    ...sensitive,
    ...hint('年龄、健康、兴趣', 'Age, health, interests'),
  }),
  field('children', text('子女状况', 'Children'), {
    ...sensitive,
    ...hint('出生日期、兴趣、就读学校', 'Birthday, interests, school'),
  }),
  field('closestRelative', text('家庭中最亲密的人', 'The closest in the family'), sensitive),
  field(
    'restaurants',
    text('最偏好的就餐地点', 'Favourite places to eat'),
    hint('午餐、晚餐喜欢的地方及餐馆档次', 'For lunch and dinner; of what class'),
  ),
  field('shops', text('偏爱购物场所', 'Favourite shops')),
  field('cuisine', text('最偏爱的菜式', 'Favourite cuisine'), cuisines, 'multi-choice'),
  field(
    'drinking',
    text('饮酒', 'Drinking'),
    hint('是否饮酒、饮什么酒；如不饮，是否反对别人饮酒', 'Whether and what; if not, whether others may'),
  ),
  field(
    'smoking',
    text('抽烟', 'Smoking'),
    hint('是否抽烟、抽什么烟；如不抽，是否反对别人抽烟', 'Whether and what; if not, whether others may'),
  ),
  field('health', text('健康状况', 'Health'), {
    ...sensitive,
    ...hint('病历及目前身体状况', 'Medical history and present state'),
  }),
  field('transport', text('远行交通工具', 'How the client travels far'), transport, 'multi-choice'),
  field(
    'associations',
    text('所属的社会组织', 'Associations'),
    hint('例如商会会员等', 'Such as a chamber of commerce'),
  ),
  field('sociability', text('社交热衷程度', 'How fond of company'), degrees, 'choice'),
  field(
    'presentHome',
    text('现居住状况', 'Present home'),
    hint(
      '何社区、何时置业、是否升值、对居住条件是否满意',
      'Which estate, since when, whether it gained value, whether content',
    ),
  ),
  field('investments', text('现房产投资状况', 'Investments in property'), sensitive),
  field('idealHome', text('理想居住状况', 'The ideal home'), priorities, 'multi-choice'),
  field('reasonToBuy', text('由于何种原因而购房', 'Why the client buys')),
  field(
    'boughtHere',
    text('在我处购买物业的具体情况', 'What was bought from us'),
    hint('户型、面积，为谁买等', 'Layout, area, for whom'),
  ),
  field('knowsOfUs', text('对我公司房产的了解', 'What the client knows of us')),
  field('mindsNeighbours', text('对小区其他业主的素质是否在意', 'Whether the neighbours matter'), {}, 'boolean'),
  field('position', text('职位', 'Position')),
  field('carBrand', text('汽车品牌', 'Car')),
  field('carPlate', text('车牌号', 'Number plate'), sensitive),
  field('clothing', text('服饰讲究', 'Taste in clothes')),
  field('informationSources', text('信息主要来源', 'Where the client gets information')),
  field('mostAdmired', text('最佩服的人', 'Whom the client admires most')),
  field('careerGoals', text('事业目标', 'Goals at work'), hint('长期、短期', 'Long and short term')),
  field('personalGoals', text('个人目标', 'Goals in life'), hint('长期、短期', 'Long and short term')),
  field('proudestOf', text('自认为最得意的事', 'What the client is proudest of')),
  field(
    'character',
    text('主见', 'A mind of one’s own'),
    hint('是否有主见，对外来意见的接受程度', 'Whether the client has one, and takes advice'),
  ),
];

/** The form of a site that has not changed it. */
export const defaultForm = (siteId: string): DossierForm => ({ siteId, version: 0, fields: defaultFields });
