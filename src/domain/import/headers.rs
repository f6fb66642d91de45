//! By which names the columns of old systems go: a table in English, German, French, Italian and Polish.

use crate::domain::field::Field;
use crate::domain::fold::fold;

/// Names as they are folded, without blanks and marks. The first field whose list has the name wins.
const NAMES: &[(Field, &str)] = &[
    (Field::SourceId, "id sourceid customerid clientid kundenid idclient idcliente idklienta identyfikator identifiant identificativo key"),
    (
        Field::Number,
        "number no nr customernumber customerno accountnumber kundennummer kundennr kdnr kundnr numero numeroclient nclient noclient \
         numerocliente codicecliente codeclient numer numerklienta nrklienta kodklienta",
    ),
    (Field::GivenName, "givenname firstname forename vorname rufname prenom nome nomedibattesimo imie"),
    (Field::FamilyName, "familyname lastname surname name nachname familienname zuname nom nomdefamille cognome nazwisko"),
    (
        Field::Company,
        "company companyname organisation organization firma firmenname unternehmen societe raisonsociale entreprise azienda ragionesociale ditta nazwafirmy przedsiebiorstwo",
    ),
    (
        Field::BirthDate,
        "birthdate dateofbirth birthday dob born geburtsdatum geburtstag gebdatum geb datenaissance datedenaissance neele natele \
         datanascita datadinascita natoil dataurodzenia urodzony urodziny",
    ),
    (
        Field::Street,
        "street address address1 addressline1 streetaddress strasse str anschrift adresse adresse1 rue voie via indirizzo ulica adres",
    ),
    (Field::PostalCode, "postalcode postcode zip zipcode plz postleitzahl codepostal cp cap codicepostale kodpocztowy kod"),
    (Field::City, "city town place ort stadt wohnort ville commune localite citta comune localita miasto miejscowosc"),
    (Field::Region, "region state province county bundesland kanton departement provincia regione wojewodztwo"),
    (Field::Country, "country countrycode land laendercode landkz pays paese nazione kraj"),
    (Field::Language, "language languagecode lang sprache langue lingua jezyk"),
    (
        Field::Email,
        "email emailaddress mail emailadresse mailadresse adressemail courriel adresseemail indirizzoemail postaelettronica adresemail poczta",
    ),
    (
        Field::Phone,
        "phone phonenumber telephone tel mobile mobilephone cell telefon telefonnummer telefonnr mobil handy mobiltelefon festnetz \
         telephoneportable portable numerodetelephone telefono cellulare numeroditelefono telefonkomorkowy komorka numertelefonu",
    ),
    (Field::Fax, "fax faxnumber faxnummer telefax telecopie faks"),
    (Field::Kind, "kind customertype kundenart kundentyp typeclient tipocliente typklienta rodzajklienta"),
    (Field::Status, "status state customerstatus kundenstatus statut stato stan"),
    (Field::Branch, "branch store shop filiale geschaeft magasin succursale negozio oddzial sklep"),
    (
        Field::LastVisit,
        "lastvisit lastpurchase letzterbesuch letzterkauf dernierevisite dernierachat ultimavisita ultimoacquisto ostatniawizyta",
    ),
    (Field::Groups, "group groups kundengruppe groupe gruppo grupa"),
    (Field::Iban, "iban kontonummeriban bankaccount bankverbindung comptebancaire contobancario numerrachunku"),
    (Field::BankHolder, "accountholder kontoinhaber titulaire titulaireducompte intestatario wlascicielrachunku"),
    (Field::CardNumber, "card cardnumber kartennummer kundenkarte carte numerodecarte tessera numerotessera karta numerkarty"),
];

/// The field that a column of this name usually holds.
///
/// ```
/// use clientela::domain::{field::Field, import::field_of_header};
/// assert_eq!(field_of_header("Geburts-Datum"), Some(Field::BirthDate));
/// assert_eq!(field_of_header("PRÉNOM"), Some(Field::GivenName));
/// assert_eq!(field_of_header("Schuhgröße"), None);
/// ```
pub fn field_of_header(name: &str) -> Option<Field> {
    let spelled: String = fold(&umlauts(name)).chars().filter(|sign| sign.is_alphanumeric()).collect();
    let plain: String = fold(name).chars().filter(|sign| sign.is_alphanumeric()).collect();
    let bare = plain.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let holds = |word: &str| NAMES.iter().find(|(_, names)| names.split_ascii_whitespace().any(|one| one == word)).map(|(field, _)| *field);
    let exact = Field::from_name(&fold(name.trim())).filter(|field| NAMES.iter().any(|(known, _)| known == field));
    exact.or_else(|| holds(&plain)).or_else(|| holds(&spelled)).or_else(|| holds(bare))
}

/// With two letters for an umlaut, as many headers are spelled.
fn umlauts(name: &str) -> String {
    name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_fields_but_by_the_order_of_the_table() {
        let mut seen = std::collections::BTreeMap::new();
        for (field, names) in NAMES {
            for name in names.split_ascii_whitespace() {
                assert_eq!(fold(name), name, "names are folded");
                let first = seen.insert(name, *field);
                assert!(first.is_none() || name == "state", "{name} is {first:?} and {field:?}");
            }
        }
    }

    #[test]
    fn columns_go_by_their_names_in_five_languages() {
        for (name, field) in [
            ("E-Mail", Field::Email),
            ("Straße", Field::Street),
            ("Nom", Field::FamilyName),
            ("Code postal", Field::PostalCode),
            ("Imię", Field::GivenName),
            ("Data urodzenia", Field::BirthDate),
            ("Cognome", Field::FamilyName),
            ("Telefon 2", Field::Phone),
            ("source_id", Field::SourceId),
            ("Geschäft", Field::Branch),
        ] {
            assert_eq!(field_of_header(name), Some(field), "{name}");
        }
    }
}
