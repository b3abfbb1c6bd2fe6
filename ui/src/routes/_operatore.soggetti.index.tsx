import { createFileRoute } from '@tanstack/react-router';
import { Search } from '~/ricerca/Search';

export const Route = createFileRoute('/_operatore/soggetti/')({ component: Search });
