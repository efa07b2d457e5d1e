// What Discord's own client says around messages, in the reader's language.

import { state } from "./state.js";

const words = {
  en: {
    only: "Only you can see this.", dismiss: "Dismiss", edited: "edited", silent: "The application did not respond.", thinking: "is thinking…",
    used: "used a command", usedOn: "used a command on a message", gone: "a message that is gone", pinned: "pinned a message", threaded: "started a thread",
  },
  de: {
    only: "Nur du siehst das.", dismiss: "Ausblenden", edited: "bearbeitet", silent: "Die Anwendung hat nicht reagiert.", thinking: "denkt nach …",
    used: "hat einen Befehl benutzt", usedOn: "hat einen Befehl auf eine Nachricht angewandt", gone: "eine Nachricht, die es nicht mehr gibt",
    pinned: "hat eine Nachricht angepinnt", threaded: "hat einen Thread begonnen",
  },
  es: {
    only: "Solo tú puedes ver esto.", dismiss: "Descartar", edited: "editado", silent: "La aplicación no ha respondido.", thinking: "está pensando…",
    used: "ha usado un comando", usedOn: "ha usado un comando en un mensaje", gone: "un mensaje que ya no existe", pinned: "ha fijado un mensaje", threaded: "ha abierto un hilo",
  },
  fr: {
    only: "Toi seul peux voir ceci.", dismiss: "Masquer", edited: "modifié", silent: "L’application n’a pas répondu.", thinking: "réfléchit…",
    used: "a utilisé une commande", usedOn: "a utilisé une commande sur un message", gone: "un message qui n’existe plus", pinned: "a épinglé un message", threaded: "a ouvert un fil",
  },
  ru: {
    only: "Это видите только вы.", dismiss: "Скрыть", edited: "изменено", silent: "Приложение не отвечает.", thinking: "думает…",
    used: "использует команду", usedOn: "применяет команду к сообщению", gone: "сообщение, которого больше нет", pinned: "закрепляет сообщение", threaded: "создаёт ветку",
  },
  uk: {
    only: "Це бачите лише ви.", dismiss: "Приховати", edited: "змінено", silent: "Застосунок не відповідає.", thinking: "думає…",
    used: "використовує команду", usedOn: "застосовує команду до повідомлення", gone: "повідомлення, якого більше немає", pinned: "закріплює повідомлення", threaded: "створює гілку",
  },
};

// say is one of these in the language of whoever is acted as.
export function say(key) {
  return (words[state.look.locale.split("-")[0]] || words.en)[key];
}
