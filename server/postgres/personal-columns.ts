/** Words in column names that mark personal data, in English, Portuguese, Spanish and German. */
const WORDS = new Set(
  `email mail phone telephone mobile msisdn fax waid whatsapp telegram
  ip ipaddr ipaddress mac imei useragent cookie fingerprint
  lat latitude lon lng long longitude geo gps coordinates
  address street postcode zip zipcode postal city town
  birth birthday birthdate birthplace dob age gender sex nationality ethnicity religion diagnosis salary
  ssn cpf cnpj nif nie dni rut curp rfc nhs iban passport cvv cvc pan
  password passwd passphrase pwd pin secret token jwt apikey otp
  firstname lastname fullname middlename surname forename nickname username familyname givenname displayname
  nome sobrenome nombre apellido apellidos nachname vorname telefone telefono celular correo senha endereco direccion
  nascimento nacimiento cidade ciudad strasse ort plz geburtsdatum photo avatar signature`.split(/\s+/),
);

/** Word pairs that mark personal data. */
const PAIRS = new Set(
  `first name|last name|full name|middle name|family name|given name|maiden name|nick name|user name|display name
  |contact name|customer name|client name|patient name|person name|sender name|recipient name|holder name|sur name
  |tax id|tax number|vat id|vat number|national id|identity number|id number|id card|social security|driver license
  |credit card|card number|account number|user agent|api key|private key|access key|session id|device id`
    .split('|')
    .map((pair) => pair.trim()),
);

/** Tables whose column `name` is a person's. */
const PERSON_TABLES =
  /^(users?|people|persons?|customers?|clients?|members?|employees?|staff|contacts?|patients?|students?|authors?|profiles?|leads?|subscribers?)$/;

/** Last words of names that are about a value and do not hold it: `city_id`, `token_count`. */
const ABOUT = new Set([
  'id',
  'count',
  'total',
  'type',
  'status',
  'format',
  'length',
  'enabled',
  'verified',
  'required',
  'limit',
]);

const BIRTH = /^(birth|birthday|birthdate|dob|nascimento|nacimiento|geburtsdatum)$/;

/** The words of a name in snake_case, kebab-case or camelCase, in lower case. */
function words(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** True if a column is likely to hold personal data, by its name, its type and its table's name. */
export function isPersonal(table: string, column: string, type: string): boolean {
  if (/^(inet|macaddr8?)$/.test(type)) return true;
  const parts = words(column);
  if (parts.some((word) => BIRTH.test(word))) return true;
  // Flags and times say that something happened, as email_verified_at does.
  if (/^(boolean|timestamp|date|time|interval)/.test(type)) return false;
  if (parts.some((word, index) => index > 0 && PAIRS.has(`${parts[index - 1]} ${word}`))) return true;
  if (parts.length > 1 && ABOUT.has(parts.at(-1) ?? '')) return false;
  if (parts.some((word) => WORDS.has(word))) return true;
  return parts.join() === 'name' && words(table).some((word) => PERSON_TABLES.test(word));
}
