import { QuadroDocument, type QuadroQuery } from '~/gql/graphql';
import { question } from '~/graphql/query';

/** What the page is asked to show. */
export interface View {
  soggetto: string;
  /** Also those who live with the subject. */
  completa: boolean;
  dal?: number | undefined;
  al?: number | undefined;
}

/** The quadro of a subject, and of his household in the complete view. */
export function quadroQuery({ soggetto, completa, dal, al }: View) {
  return question(['quadro', soggetto], QuadroDocument, {
    soggetto,
    conNucleo: completa,
    dal: dal === undefined ? null : `${dal}-01-01`,
    al: al === undefined ? null : `${al}-12-31`,
  });
}

/** A block of the quadro. */
export type Gruppo = QuadroQuery['quadroRiassuntivo']['gruppi'][number];
/** An entry of the quadro. */
export type Voce = Gruppo['voci'][number];
