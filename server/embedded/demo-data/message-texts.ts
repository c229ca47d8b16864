import type { Language } from './regions.ts';

/** Message texts by kind. */
export interface MessageTexts {
  /** Sent by the bot. */
  welcome: readonly string[];
  question: readonly string[];
  checkIn: readonly string[];
  praise: readonly string[];
  answer: readonly string[];
  nudge: readonly string[];
  comeBack: readonly string[];
  /** Sent by users. */
  hello: readonly string[];
  choice: readonly string[];
  report: readonly string[];
  ask: readonly string[];
  button: readonly string[];
}

export const MESSAGE_TEXTS: Record<Language, MessageTexts> = {
  en: {
    welcome: [
      'Hi, good to have you here! Shall we set up your plan?',
      'Welcome! Three short questions and we can start.',
    ],
    question: [
      'Which topic matters most to you now?',
      'How much time do you have on a normal day?',
      'When shall I remind you?',
    ],
    checkIn: ['How did today go?', 'Did you find a moment for your activity?', 'One line about your day?'],
    praise: ['Well done, that counts.', 'Small steps, every day. Great!', 'Nice! Your plan is moving.'],
    answer: [
      'Good question. Start small and see how it feels.',
      'Most people find the first week the hardest.',
      'You can change that in your settings at any time.',
    ],
    nudge: ['Good morning! Your activity for today is waiting.', 'A little reminder: five minutes are enough.'],
    comeBack: [
      'We have not talked for a while. Shall we pick a smaller step?',
      'Your plan is still here, whenever you like.',
    ],
    hello: ['Hi', 'Hello!', 'hey 👋', 'Good morning'],
    choice: ['Yes, let us start', 'In the evening', 'Ten minutes', 'Later, please'],
    report: [
      'Did it today 💪',
      'Only half of it',
      'Skipped, long day at work',
      'Walked home instead of the bus',
      'Feeling better than last week',
      'Done before breakfast',
    ],
    ask: ['Can I move it to the weekend?', 'Does tea count?', 'What if I miss a day?', 'How do I change my goal?'],
    button: ['Done', 'Not today', 'Tell me more', 'Remind me later'],
  },
  pt: {
    welcome: ['Oi, que bom ter você aqui! Vamos montar o seu plano?', 'Bem-vindo! Três perguntas rápidas e começamos.'],
    question: [
      'Qual tema é mais importante para você agora?',
      'Quanto tempo você tem num dia normal?',
      'Quando posso lembrar você?',
    ],
    checkIn: ['Como foi o dia?', 'Deu para fazer a atividade?', 'Uma linha sobre o seu dia?'],
    praise: ['Muito bem, isso conta.', 'Um passo por dia. Ótimo!', 'Boa! O seu plano está andando.'],
    answer: [
      'Boa pergunta. Comece pequeno e veja como se sente.',
      'A primeira semana costuma ser a mais difícil.',
      'Você pode mudar isso quando quiser.',
    ],
    nudge: ['Bom dia! A atividade de hoje está esperando.', 'Lembrete: cinco minutos já bastam.'],
    comeBack: ['Faz tempo que não conversamos. Que tal um passo menor?', 'O seu plano continua aqui.'],
    hello: ['Oi', 'Olá!', 'Bom dia ☀️', 'Oi, tudo bem?'],
    choice: ['Sim, vamos começar', 'À noite', 'Dez minutos', 'Mais tarde'],
    report: [
      'Fiz hoje 💪',
      'Só a metade',
      'Hoje não deu, muito trabalho',
      'Fui a pé para casa',
      'Melhor que na semana passada',
      'Feito antes do café',
    ],
    ask: ['Posso passar para o fim de semana?', 'Chá conta?', 'E se eu perder um dia?', 'Como mudo minha meta?'],
    button: ['Feito', 'Hoje não', 'Quero saber mais', 'Lembrar depois'],
  },
  es: {
    welcome: ['¡Hola, qué bueno tenerte aquí! ¿Armamos tu plan?', '¡Bienvenida! Tres preguntas cortas y empezamos.'],
    question: ['¿Qué tema te importa más ahora?', '¿Cuánto tiempo tienes en un día normal?', '¿Cuándo te lo recuerdo?'],
    checkIn: ['¿Cómo te fue hoy?', '¿Pudiste hacer tu actividad?', '¿Una línea sobre tu día?'],
    praise: ['Muy bien, eso cuenta.', 'Un paso cada día. ¡Genial!', '¡Bien! Tu plan avanza.'],
    answer: [
      'Buena pregunta. Empieza con poco.',
      'La primera semana suele ser la más difícil.',
      'Puedes cambiarlo cuando quieras.',
    ],
    nudge: ['¡Buenos días! Tu actividad de hoy te espera.', 'Recordatorio: cinco minutos bastan.'],
    comeBack: ['Hace tiempo que no hablamos. ¿Un paso más pequeño?', 'Tu plan sigue aquí.'],
    hello: ['Hola', '¡Buenas!', 'Hola 👋', 'Buenos días'],
    choice: ['Sí, empecemos', 'Por la noche', 'Diez minutos', 'Más tarde'],
    report: [
      'Hecho 💪',
      'Solo la mitad',
      'Hoy no pude, mucho trabajo',
      'Volví a casa caminando',
      'Mejor que la semana pasada',
      'Listo antes del desayuno',
    ],
    ask: ['¿Puedo pasarlo al fin de semana?', '¿El té cuenta?', '¿Y si pierdo un día?', '¿Cómo cambio mi meta?'],
    button: ['Listo', 'Hoy no', 'Cuéntame más', 'Recuérdamelo luego'],
  },
};
