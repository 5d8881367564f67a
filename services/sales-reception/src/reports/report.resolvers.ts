import { BadInput, demand, NotFound } from '@shouwen/access';
import { addDays, type IsoDate, isValidDate, siteDate, text, weekdayOf } from '@shouwen/kernel';
import { connectionOf, type GraphContext, type PageArguments, pageOf, toGraphMoney } from '@shouwen/subgraph';
import type { TableFormat } from '@shouwen/tables';
import { demandIds } from '../demandIds.ts';
import { findSitePolicies } from '../policies/index.ts';
import type { ConsultantFigures, Figures } from './figures.ts';
import { figuresOf, type WeeklyReport, weeklyReportOf, weeklyReportsOf } from './figuresQueries.ts';
import { reportFile } from './reportFile.ts';

type AtSite = { readonly siteId: string };
type DailyFigures = AtSite & { readonly date: IsoDate; readonly figures: Figures };
type AskedFile = {
  readonly format: TableFormat;
  readonly names?: readonly { readonly id: string; readonly name: string }[] | null;
};

export const reportsResolvers = {
  Query: {
    dailyFigures: async (_: unknown, asked: AtSite & { readonly date?: IsoDate | null }, context: GraphContext) => {
      const { siteId } = demandReader(asked, context);
      return context.db.read(async (tx): Promise<DailyFigures> => {
        const site = await findSitePolicies(tx, siteId);
        if (!site) throw new NotFound();
        const today = siteDate(context.now, site.zone);
        const date = asked.date ?? today;
        if (date > today) throw new BadInput(notYet, 'date');
        const figures = await figuresOf(tx, { siteId, from: date, through: date, zone: site.zone });
        return { siteId, date, figures };
      });
    },
    weeklyReport: (_: unknown, asked: AtSite & { readonly date: IsoDate }, context: GraphContext) => {
      const { siteId, date } = demandReader(asked, context);
      return context.db.read((tx) => weeklyReportOf(tx, siteId, addDays(date, 1 - weekdayOf(date))));
    },
    weeklyReports: async (_: unknown, asked: AtSite & PageArguments, context: GraphContext) => {
      const { siteId } = demandReader(asked, context);
      const { limit, after } = pageOf(asked, 1);
      const before = after === null ? null : String(after[0]);
      if (before !== null && !isValidDate(before))
        throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
      const rows = await context.db.read((tx) => weeklyReportsOf(tx, { siteId, before, limit: limit + 1 }));
      return connectionOf(rows, limit, ({ from }) => [from]);
    },
  },
  DailyFigures: {
    site: ({ siteId }: DailyFigures) => ({ id: siteId }),
    file: ({ figures }: DailyFigures, asked: AskedFile) => fileOf(figures, '销售日报 Daily figures', asked),
  },
  WeeklyReport: {
    site: ({ siteId }: WeeklyReport) => ({ id: siteId }),
    file: ({ figures }: WeeklyReport, asked: AskedFile) => fileOf(figures, '销售周报 Weekly report', asked),
  },
  SalesFigures: { dealAmount: ({ dealAmountFen }: Figures) => toGraphMoney(dealAmountFen) },
  ConsultantFigures: {
    consultant: ({ consultantId }: ConsultantFigures) => ({ id: consultantId }),
    dealAmount: ({ dealAmountFen }: ConsultantFigures) => toGraphMoney(dealAmountFen),
  },
};

const demandReader = <Asked extends AtSite>(asked: Asked, { viewer }: GraphContext): Asked => {
  demandIds({ siteId: asked.siteId });
  demand(viewer, 'report.read', asked.siteId);
  return asked;
};

const fileOf = (figures: Figures, title: string, { format, names }: AskedFile) =>
  reportFile(figures, { format, title, names: new Map((names ?? []).map(({ id, name }) => [id, name])) });

const notYet = text('该日尚未开始。', 'The day has not begun.');
