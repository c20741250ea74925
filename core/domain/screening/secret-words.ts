/** The words around passwords and codes: which call for a secret, which stand between, which say that it is none. */

export const callsPassword = /^(?:парол[а-я]{1,3}|пасс|password[s]?|passwd|pass|pwd)$/u;
export const callsToken = /^(?:токен[а-я]{0,3}|token|bearer|jwt)$/u;
export const callsPin = /^(?:пин|пинкод[а-я]{0,2}|pin)$/u;
export const callsCvc = /^(?:cvc|cvv|цвц|свс|cvс)$/u;
export const callsCode = /^(?:код[а-я]{0,3}|code|otp)$/u;

/** Together with «код» they make it a code of confirmation. */
export const ofConfirmation =
  /^(?:смс|sms|сообщени[а-я]*|эсэмэс|подтвержд[а-я]*|проверочн[а-я]*|одноразов[а-я]*|вход[а-я]*|доступ[а-я]*|авторизац[а-я]*|безопасност[а-я]*|двухфакторн[а-я]*|пуш[а-я]*|верификац[а-я]*|confirmation|verification)$/u;
export const message = /^(?:смс|sms|эсэмэс|смска)$/u;

/** May stand between the word and the secret. */
export const filler =
  /^(?:мой|моя|мо[йе]|мне|меня|это|такой|такая|вот|у|был|была|стоит|сейчас|старый|новый|временный|прежний|от|для|на|к|в|из|по|и|код|смс|sms|сообщения|подтверждения|доступа|входа|личного|личный|кабинета|кабинет|кабинету|лк|госуслуг|госуслуги|госуслугам|почты|почте|сайта|портала|аккаунта|учетной|учетки|записи|аккаунту|пришел|пришла|пришло|прислали|номер|ввожу|ввел|ввела|введите|набираю|пишу|карты|is|my|the|code|account)$/u;

/** Said of a password, not a password: «пароль: забыл», «пароль: не подходит». */
export const saysOf =
  /^(?:не|нет|забы[а-я]*|невер[а-я]*|неправ[а-я]*|правильн[а-я]*|верн[а-я]*|сброс[а-я]*|восстан[а-я]*|подход[а-я]*|смен[а-я]*|измен[а-я]*|поменя[а-я]*|потер[а-я]*|утер[а-я]*|прид[а-я]*|пуст[а-я]*|неизвест[а-я]*|проверь?[а-я]*|тот|так[а-я]*|прежн[а-я]*|стар[а-я]*|нов[а-я]*|слож[а-я]*|прост[а-я]*|как|где|что|почему|кто|или|и|а|но|уже|без|при|с|со|к|от|для|на|в|из|по|о|об|мне|мой|у|я|он|это|она|вы|прошу|пожалуйста|помогите|ошибка|отказ|запрещ[а-я]*|устар[а-я]*|исте[а-я]*|требует[а-я]*|нуж[а-я]*|можно|надо|сдела[а-я]*|долж[а-я]*|буд[а-я]*|был[а-я]*)$/u;

/** Counted things after figures: «8 символов», «в 2024 году». */
export const counted =
  /^(?:символ[а-я]*|знак[а-я]*|цифр[а-я]*|раз[а]?|год[а-я]*|г|дн[а-я]*|день|час[а-я]*|минут[а-я]*|мин|секунд[а-я]*|ошиб[а-я]*|попыт[а-я]*|руб[а-я]*|р|букв[а-я]*|человек|недел[а-я]*|месяц[а-я]*)$/u;

/** Figures right after these are something else. */
export const otherNumber =
  /^(?:ошибк[а-я]*|заявлен[а-я]*|обращен[а-я]*|номера|регион[а-я]*|подразделен[а-я]*|город[а-я]*|услуг[а-я]*|страны|индекс[а-я]*|error|сумм[а-я]*|октмо|кбк|окпо|оквэд)$/u;

/** Latin words that people write of, not with which they sign in. */
export const latinWords = new Set(
  (
    'android apple account chrome email e-mail facebook firefox gmail google gosuslugi icloud instagram internet ' +
    'iphone login mail microsoft mozilla office opera outlook password pass samsung safari sms skype sber sberbank ' +
    'sberid telegram token viber vk wifi wi-fi whatsapp windows xiaomi yandex vpn reset error invalid incorrect wrong ' +
    'forgot forgotten recovery required expired'
  ).split(' '),
);
