import type { Weighted } from './random.ts';

export type Language = 'en' | 'es' | 'pt';

/** A region: its time zone, the language of its messages and the names of its people. */
export interface Region {
  /** The actual IANA zone; `users.timezone` holds one of the spellings. */
  zone: string;
  language: Language;
  spellings: Weighted<string | null>;
  female: readonly string[];
  male: readonly string[];
  family: readonly string[];
}

const words = (text: string) => text.split(' ');

const LATIN_AMERICAN = {
  language: 'es' as const,
  female: words('Valentina Camila Lucía Ximena Mariana Jimena Renata Paula Daniela Itzel Sofía Antonia'),
  male: words('Mateo Santiago Emilio Joaquín Andrés Iván Rodrigo Tomás Nicolás Gael Esteban Julián'),
  family: words('Quiroga Montalvo Zúñiga Peralta Cárdenas Ibarra Olvera Rentería Saldaña Ugarte Villaseñor Arriaga'),
};

const LUSOPHONE = {
  language: 'pt' as const,
  female: words(
    'Ana Beatriz Larissa Juliana Thaís Fernanda Camila Marina Letícia Jussara Helena Yasmin Rafaela Débora',
  ),
  male: words('João Thiago Rafael Caio Murilo Otávio Gustavo Renan Vinícius Davi Ícaro Leandro Bruno Heitor'),
  family: words(
    'Figueira Tavares Meireles Brandão Queiroz Azevedo Sampaio Teles Vilela Paixão Moura Nogueira Lacerda Prado',
  ),
};

const ENGLISH = {
  language: 'en' as const,
  female: words('Abigail Harper Nora Willow Imogen Freya Tessa Maeve Skye Phoebe Ruby Colette'),
  male: words('Callum Ellis Rowan Jasper Theo Wesley Miles Reuben Desmond Felix Grant Silas'),
  family: words(
    'Hartwell Pemberton Ashgrove Whitlock Calloway Merriweather Thornby Lockhart Ravenel Stanhope Winslow Fairburn',
  ),
};

const INDIAN = {
  language: 'en' as const,
  female: words('Aanya Ishita Meera Kavya Nandini Ritika Sanjana Tara Lakshmi Pooja Devika Anjali'),
  male: words('Arjun Rohan Kabir Vikram Nikhil Siddharth Harsh Manoj Aditya Farhan Gautam Varun'),
  family: words(
    'Raghavan Deshpande Chaturvedi Iyer Bhattacharya Kulkarni Mahajan Nambiar Sengupta Thakkar Venkatesh Zaveri',
  ),
};

const GERMAN = {
  language: 'en' as const,
  female: words('Greta Lotte Annika Jana Friederike Svenja Wiebke Maren'),
  male: words('Jannik Thorben Lennart Moritz Henrik Fabian Ruben Torsten'),
  family: words('Brückner Achterberg Feldhaus Grünewald Hasenclever Löwenthal Süßmilch Wiesengrund'),
};

const WEST_AFRICAN = {
  language: 'en' as const,
  female: words('Adaeze Chiamaka Folake Ngozi Temitope Yetunde Zainab Ifeoma'),
  male: words('Babatunde Chinedu Emeka Obinna Olumide Tunde Uche Kelechi'),
  family: words('Adebayo-Cole Eze-Okafor Nwachukwu Ogunleye Olatunji Onyekachi Bankole Ekundayo'),
};

const EAST_AFRICAN = {
  language: 'en' as const,
  female: words('Wanjiru Achieng Nyambura Makena Zawadi Chebet'),
  male: words('Kamau Otieno Kiprono Mwangi Baraka Juma'),
  family: words('Gathogo Ochieng Muthoni Kiplagat Wekesa Njuguna'),
};

const ARABIC = {
  language: 'en' as const,
  female: words('ليلى سلمى نور مريم هبة ياسمين'),
  male: words('كريم طارق عمر سامي زياد حسام'),
  family: words('الشاذلي المنصوري البدراوي الحلواني السمنودي العطار'),
};

const JAPANESE = {
  language: 'en' as const,
  female: words('美咲 陽菜 さくら 葵 千尋 遥'),
  male: words('蓮 大翔 悠真 健太 直樹 航'),
  family: words('月野 白峰 朝霧 緑川 星合 風間'),
};

/** Spellings of one zone in `users.timezone`, some of them unrecognised. */
const spellings = (zone: string, offset: string, ...more: [string, number][]): Weighted<string | null> => [
  [zone, 58],
  [`UTC${offset}`, 14],
  [`GMT${offset}`, 7],
  [offset, 6],
  [`UTC${offset.replace('-', '\u2212')}`, 2],
  [` ${zone} `, 1],
  [zone.toLowerCase(), 2],
  [null, 3],
  ['', 1],
  ...more,
];

/** Regions, weighted by population. */
export const REGIONS: Weighted<Region> = [
  [
    {
      zone: 'America/Sao_Paulo',
      spellings: spellings('America/Sao_Paulo', '-3', ['BRT', 2], ['-03:00', 2]),
      ...LUSOPHONE,
    },
    30,
  ],
  [{ zone: 'America/Manaus', spellings: spellings('America/Manaus', '-4', ['UTC-04:00', 2]), ...LUSOPHONE }, 4],
  [
    { zone: 'Europe/Lisbon', spellings: spellings('Europe/Lisbon', '+0', ['Portugal', 2], ['GMT', 6]), ...LUSOPHONE },
    5,
  ],
  [
    { zone: 'America/Mexico_City', spellings: spellings('America/Mexico_City', '-6', ['CDMX', 2]), ...LATIN_AMERICAN },
    8,
  ],
  [{ zone: 'America/Bogota', spellings: spellings('America/Bogota', '-5', ['utc -5', 3]), ...LATIN_AMERICAN }, 5],
  [
    {
      zone: 'America/New_York',
      spellings: spellings('America/New_York', '-5', ['US/Eastern', 8], ['ET', 3]),
      ...ENGLISH,
    },
    7,
  ],
  [
    { zone: 'America/Los_Angeles', spellings: spellings('America/Los_Angeles', '-8', ['US/Pacific', 6]), ...ENGLISH },
    4,
  ],
  [{ zone: 'Europe/London', spellings: spellings('Europe/London', '+0', ['UTC', 5], ['Z', 1]), ...ENGLISH }, 6],
  [{ zone: 'Australia/Sydney', spellings: spellings('Australia/Sydney', '+10', ['+1000', 2]), ...ENGLISH }, 2],
  [
    {
      zone: 'Asia/Kolkata',
      spellings: spellings('Asia/Kolkata', '+5:30', ['+0530', 3], ['IST', 3], ['Asia/Calcutta', 8]),
      ...INDIAN,
    },
    13,
  ],
  [{ zone: 'Europe/Berlin', spellings: spellings('Europe/Berlin', '+1', ['CET', 3], ['utc +1', 2]), ...GERMAN }, 5],
  [{ zone: 'Africa/Lagos', spellings: spellings('Africa/Lagos', '+1', ['+01:00', 2]), ...WEST_AFRICAN }, 4],
  [{ zone: 'Africa/Nairobi', spellings: spellings('Africa/Nairobi', '+3', ['EAT', 2]), ...EAST_AFRICAN }, 3],
  [{ zone: 'Africa/Cairo', spellings: spellings('Africa/Cairo', '+2', ['Etc/GMT-2', 2]), ...ARABIC }, 2],
  [{ zone: 'Asia/Tokyo', spellings: spellings('Asia/Tokyo', '+9', ['Japan', 4], ['UTC\uFF0B9', 2]), ...JAPANESE }, 2],
];
