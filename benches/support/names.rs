//! Customers in eight languages, with names as frequent as Zipf's law has them and the same on every run.

/// Numbers as good as random, the same on every run.
#[derive(Debug)]
pub struct Numbers(pub u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, each as likely.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % end
    }

    /// A rank below `end`, by Zipf's law: the first is the most frequent.
    pub fn rank(&mut self, end: usize) -> usize {
        let share = f64::from(u32::try_from(self.next() >> 32).unwrap_or(0)) / f64::from(u32::MAX);
        let top = f64::from(u32::try_from(end).unwrap_or(u32::MAX));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and `end`")]
        let rank = (top + 1.0).powf(share) as usize - 1;
        rank.min(end - 1)
    }
}

/// A language and what its speakers and their addresses are called.
#[derive(Debug)]
pub struct Language {
    /// The language's code, as in ISO 639-1.
    pub code: &'static str,
    /// The country's code, as in ISO 3166-1.
    pub country: &'static str,
    /// Given names, a woman's and a man's in turn, the most frequent first.
    pub given: &'static [&'static str],
    /// Family names, the most frequent first.
    pub family: &'static [&'static str],
    /// Beginnings, middles (one is empty) and endings of rare family names.
    pub syllables: [&'static [&'static str]; 3],
    /// Cities.
    pub cities: &'static [&'static str],
    /// Streets, without a house number.
    pub streets: &'static [&'static str],
    /// The country's code on the telephone.
    pub phone: &'static str,
}

impl Language {
    /// How many rare family names it has.
    pub fn rares(&self) -> usize {
        self.syllables.iter().map(|part| part.len()).product()
    }

    /// One of the rare family names.
    pub fn rare(&self, rank: usize) -> String {
        let [starts, middles, ends] = self.syllables;
        let (start, rest) = (rank % starts.len(), rank / starts.len());
        format!("{}{}{}", starts[start], middles[rest % middles.len()], ends[rest / middles.len() % ends.len()])
    }
}

/// A person as generated.
#[derive(Debug)]
pub struct Person {
    /// What the person speaks.
    pub language: &'static Language,
    /// The given name, or both of them.
    pub given: String,
    /// The family name.
    pub family: String,
}

/// The next person.
pub fn person(numbers: &mut Numbers) -> Person {
    let language = language(numbers);
    let first = numbers.rank(language.given.len());
    let mut given = language.given[first].to_owned();
    if numbers.below(12) == 0 {
        let sign = if given.contains([' ', '-']) || numbers.below(2) == 0 { ' ' } else { '-' };
        given.push(sign);
        given.push_str(second(language.given, first, numbers));
    }
    let rank = numbers.rank(language.family.len() + language.rares());
    let family = language.family.get(rank).map_or_else(|| language.rare(rank - language.family.len()), |name| (*name).to_owned());
    let family = if language.code == "pl" && first.is_multiple_of(2) { feminine(&family) } else { family };
    Person { language, given, family }
}

fn language(numbers: &mut Numbers) -> &'static Language {
    let mut left = numbers.below(WEIGHTS.iter().sum());
    for (language, weight) in LANGUAGES.iter().zip(WEIGHTS) {
        if left < weight {
            return language;
        }
        left -= weight;
    }
    &LANGUAGES[0]
}

/// Another name of the same sex, of one word.
fn second(given: &[&'static str], first: usize, numbers: &mut Numbers) -> &'static str {
    let mut next = numbers.rank(given.len() / 2) * 2 + first % 2;
    while next == first || given[next].contains([' ', '-']) {
        next = (next + 2) % given.len();
    }
    given[next]
}

/// A Polish family name as a woman bears it.
fn feminine(family: &str) -> String {
    let parts = family.split('-').map(|part| match part.strip_suffix('i') {
        Some(stem) if ["sk", "ck", "dzk"].iter().any(|end| stem.ends_with(end)) => format!("{stem}a"),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("-")
}

/// How many of a hundred customers speak each of [`LANGUAGES`], in the same order.
pub const WEIGHTS: [usize; 8] = [50, 10, 7, 8, 6, 5, 5, 9];

/// The languages of the customers.
#[rustfmt::skip]
pub static LANGUAGES: [Language; 8] = [
    Language {
        code: "de",
        country: "DE",
        given: &[
            "Maria", "Peter", "Ursula", "Michael", "Anna", "Thomas", "Monika", "Andreas", "Petra", "Wolfgang", "Elisabeth", "Klaus",
            "Sabine", "Jürgen", "Renate", "Günter", "Helga", "Stefan", "Karin", "Christian", "Brigitte", "Hans", "Ingrid", "Bernd",
            "Erika", "Uwe", "Andrea", "Werner", "Gisela", "Horst", "Claudia", "Frank", "Susanne", "Dieter", "Gabriele", "Manfred",
            "Christa", "Martin", "Christine", "Jörg", "Julia", "Alexander", "Martina", "Daniel", "Nicole", "Matthias", "Katharina", "Ralf",
            "Anja", "Sebastian", "Stefanie", "Jan", "Lena", "Tobias", "Laura", "Lukas", "Hannah", "Jonas", "Annegret", "Björn", "Sigrid",
            "Götz", "Bärbel", "Rüdiger", "Käthe", "Sönke", "Zoë", "Søren", "Anna-Lena", "Hans-Peter", "Eva-Maria", "Karl-Heinz",
        ],
        family: &[
            "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz", "Hoffmann", "Schäfer", "Koch",
            "Bauer", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz", "Zimmermann", "Braun", "Krüger", "Hofmann", "Hartmann",
            "Lange", "Schmitt", "Werner", "Schmitz", "Krause", "Meier", "Lehmann", "Schmid", "Schulze", "Maier", "Köhler", "Herrmann",
            "König", "Walter", "Mayer", "Huber", "Kaiser", "Fuchs", "Peters", "Lang", "Scholz", "Möller", "Weiß", "Jung", "Hahn",
            "Schubert", "Vogel", "Friedrich", "Keller", "Günther", "Frank", "Berger", "Winkler", "Roth", "Beck", "Lorenz", "Baumann",
            "Franke", "Albrecht", "Schuster", "Simon", "Ludwig", "Böhm", "Winter", "Kraus", "Martin", "Schumacher", "Krämer", "Vogt",
            "Stein", "Jäger", "Otto", "Sommer", "Groß", "Seidel", "Heinrich", "Brandt", "Haas", "Schreiber", "Graf", "Schulte", "Dietrich",
            "Ziegler", "Kuhn", "Kühn", "Pohl", "Engel", "Horn", "Busch", "Bergmann", "Thomas", "Voigt", "Sauer", "Arnold", "Wolff",
            "Pfeiffer", "Beyer", "Ernst", "Lindner", "Hübner", "Kramer", "Franz", "Jansen", "Hansen", "Peter", "Paul", "Riedel", "Haase",
            "Nowak", "Thiel", "Götz", "Seifert", "Ott", "Petersen", "Hein", "Lenz", "Böttcher", "Heinz", "Strauß", "Preuß", "Geißler",
            "Großmann", "Weiss", "Schütz", "Schröter", "Kowalski", "Jürgens", "Röhrig", "Sørensen", "von Bülow", "von der Heide",
            "zur Mühlen", "Müller-Schmidt", "Meier-Hofmann", "Schulze-Becker",
        ],
        syllables: [
            &[
                "Stein", "Wald", "Lind", "Holz", "Eich", "Buch", "Birk", "Hasl", "Tann", "Erl", "Wied", "Ried", "Moos", "Bach", "Brunn",
                "Grub", "Grün", "Rot", "Weiß", "Schwarz", "Gold", "Silb", "Eis", "Kupf", "Wolf", "Fuchs", "Hirsch", "Ochs", "Rind", "Roß",
                "Adl", "Falk", "Spatz", "Fink", "Kron", "Burg", "Turm", "Kirch", "Pfarr", "Markt", "Winkl", "Eck", "Oster", "West", "Nord",
                "Sund", "Ober", "Nied", "Hoch", "Tief", "Lang", "Kurz", "Breit", "Schmal", "Neu", "Alt", "Jung", "Krumb", "Hart", "Weich",
                "Käs", "Mehl", "Korn", "Roggen", "Haid", "Höll",
            ],
            &["", "en", "el", "er"],
            &[
                "mann", "meier", "hauser", "bauer", "berger", "hofer", "müller", "städter", "felder", "brenner", "thaler", "wieser",
                "kamp", "brink", "horst", "dorf", "eder", "häuser",
            ],
        ],
        cities: &[
            "Berlin", "Hamburg", "München", "Köln", "Frankfurt am Main", "Stuttgart", "Düsseldorf", "Leipzig", "Dortmund", "Nürnberg",
        ],
        streets: &[
            "Hauptstraße", "Schulstraße", "Gartenstraße", "Bahnhofstraße", "Dorfstraße", "Bergstraße", "Birkenweg", "Am Mühlgraben",
        ],
        phone: "+49",
    },
    Language {
        code: "pl",
        country: "PL",
        given: &[
            "Anna", "Piotr", "Maria", "Krzysztof", "Katarzyna", "Andrzej", "Małgorzata", "Tomasz", "Agnieszka", "Jan", "Barbara", "Paweł",
            "Ewa", "Michał", "Krystyna", "Marcin", "Magdalena", "Stanisław", "Elżbieta", "Jakub", "Joanna", "Adam", "Aleksandra", "Marek",
            "Zofia", "Łukasz", "Monika", "Grzegorz", "Teresa", "Mateusz", "Natalia", "Wojciech", "Julia", "Mariusz", "Karolina", "Dariusz",
            "Danuta", "Zbigniew", "Marta", "Maciej", "Beata", "Rafał", "Dorota", "Robert", "Janina", "Jerzy", "Halina", "Kamil", "Jadwiga",
            "Jacek", "Alicja", "Józef", "Iwona", "Tadeusz", "Jolanta", "Szymon", "Grażyna", "Ryszard", "Wiktoria", "Kacper", "Paulina",
            "Bartosz", "Łucja", "Sławomir", "Bożena", "Zdzisław", "Żaneta", "Przemysław",
        ],
        family: &[
            "Nowak", "Kowalski", "Wiśniewski", "Wójcik", "Kowalczyk", "Kamiński", "Lewandowski", "Zieliński", "Szymański", "Woźniak",
            "Dąbrowski", "Kozłowski", "Jankowski", "Mazur", "Kwiatkowski", "Wojciechowski", "Krawczyk", "Kaczmarek", "Piotrowski",
            "Grabowski", "Zając", "Pawłowski", "Michalski", "Król", "Wieczorek", "Jabłoński", "Wróbel", "Nowakowski", "Majewski",
            "Olszewski", "Stępień", "Malinowski", "Jaworski", "Adamczyk", "Dudek", "Nowicki", "Pawlak", "Górski", "Witkowski", "Walczak",
            "Sikora", "Baran", "Rutkowski", "Michalak", "Szewczyk", "Ostrowski", "Tomaszewski", "Pietrzak", "Zalewski", "Wróblewski",
            "Marciniak", "Jasiński", "Zawadzki", "Bąk", "Jakubowski", "Sadowski", "Duda", "Włodarczyk", "Wilk", "Chmielewski", "Borkowski",
            "Sokołowski", "Szczepański", "Sawicki", "Kucharski", "Lis", "Maciejewski", "Kubiak", "Kalinowski", "Mazurek", "Wysocki",
            "Kołodziej", "Kaźmierczak", "Czarnecki", "Konieczny", "Sobczak", "Głowacki", "Urban", "Zakrzewski", "Wasilewski", "Sikorski",
            "Krajewski", "Laskowski", "Ziółkowski", "Gajewski", "Mróz", "Szulc", "Makowski", "Brzeziński", "Kaczmarczyk", "Przybylski",
            "Baranowski", "Szymczak", "Kozak", "Cieślak", "Borowski", "Adamski", "Andrzejewski", "Szczepaniak", "Błaszczyk", "Janik",
            "Gołębiowski", "Górecki", "Leszczyński", "Kania", "Mikołajczyk", "Lipiński", "Czerwiński", "Kowalewski", "Urbański",
            "Urbaniak", "Tomczak", "Bielecki", "Nawrocki", "Domański", "Markowski", "Jarosz", "Kurek", "Mielczarek", "Wierzbicki", "Kopeć",
            "Musiał", "Wolski", "Zych", "Kozieł", "Stankiewicz", "Sobolewski", "Dziedzic", "Pająk", "Bednarek", "Tomczyk", "Żak", "Łuczak",
            "Kruk", "Chojnacki", "Ciesielski", "Świątek", "Cichoń", "Śliwa", "Żurek", "Banaś", "Żukowski", "Łukasik", "Mackiewicz",
            "Bór-Komorowski", "Nowak-Kowalski", "Zieliński-Król",
        ],
        syllables: [
            &[
                "Biel", "Bab", "Chab", "Chlew", "Czap", "Dob", "Drew", "Dub", "Gal", "Gaw", "Głow", "Grab", "Grzyb", "Jab", "Jan", "Jas",
                "Kal", "Kam", "Kaz", "Klep", "Kos", "Kraw", "Krzyw", "Kul", "Lib", "Lip", "Lis", "Mal", "Maz", "Mil", "Naw", "Now", "Os",
                "Paw", "Piw", "Rab", "Rem", "Rzep", "Sal", "Sam", "Skib", "Skow", "Słom", "Słow", "Sob", "Stan", "Staw", "Szczep", "Szel",
                "Szum", "Ślaz", "Śliw", "Tom", "Trzeb", "Was", "Węz", "Wierzb", "Wil", "Wron", "Zab", "Zal", "Ziem", "Źreb", "Żab", "Żyw",
            ],
            &["", "al", "am", "aw", "el", "is", "ol"],
            &[
                "iński", "owski", "ewski", "icki", "ański", "owicz", "ak", "ik", "ecki", "as",
            ],
        ],
        cities: &[
            "Warszawa", "Kraków", "Łódź", "Wrocław", "Poznań", "Gdańsk", "Szczecin", "Bydgoszcz", "Lublin", "Białystok",
        ],
        streets: &[
            "ul. Polna", "ul. Leśna", "ul. Słoneczna", "ul. Krótka", "ul. Szkolna", "ul. Ogrodowa", "ul. Lipowa", "ul. Świętojańska",
        ],
        phone: "+48",
    },
    Language {
        code: "fr",
        country: "FR",
        given: &[
            "Marie", "Jean", "Nathalie", "Pierre", "Isabelle", "Michel", "Catherine", "Philippe", "Sylvie", "Alain", "Françoise",
            "Nicolas", "Monique", "Patrick", "Christine", "Christophe", "Jacqueline", "Daniel", "Anne", "Bernard", "Valérie", "Laurent",
            "Martine", "Frédéric", "Nicole", "Julien", "Sophie", "Thierry", "Sandrine", "Éric", "Stéphanie", "Christian", "Véronique",
            "David", "Céline", "Stéphane", "Chantal", "Gérard", "Patricia", "Sébastien", "Brigitte", "Pascal", "Julie", "François",
            "Émilie", "Olivier", "Hélène", "Thomas", "Aurélie", "Jérôme", "Camille", "André", "Léa", "Mickaël", "Chloé", "Gaël", "Manon",
            "Loïc", "Inès", "Benoît", "Zoé", "Rémi", "Maëlle", "Théo", "Anne-Marie", "Jean-Pierre", "Marie-Thérèse", "Jean-François",
        ],
        family: &[
            "Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent", "Simon", "Michel",
            "Lefebvre", "Leroy", "Roux", "David", "Bertrand", "Morel", "Fournier", "Girard", "Bonnet", "Dupont", "Lambert", "Fontaine",
            "Rousseau", "Vincent", "Muller", "Lefèvre", "Faure", "André", "Mercier", "Blanc", "Guérin", "Boyer", "Garnier", "Chevalier",
            "François", "Legrand", "Gauthier", "Garcia", "Perrin", "Robin", "Clément", "Morin", "Nicolas", "Henry", "Roussel", "Mathieu",
            "Gautier", "Masson", "Marchand", "Duval", "Denis", "Dumont", "Marie", "Lemaire", "Noël", "Meyer", "Dufour", "Meunier", "Brun",
            "Blanchard", "Giraud", "Joly", "Rivière", "Lucas", "Brunet", "Gaillard", "Barbier", "Arnaud", "Martinez", "Gérard", "Roche",
            "Renard", "Schmitt", "Roy", "Leroux", "Colin", "Vidal", "Caron", "Picard", "Roger", "Fabre", "Aubert", "Lemoine", "Renaud",
            "Dumas", "Lacroix", "Olivier", "Philippe", "Bourgeois", "Pierre", "Benoît", "Rey", "Leclerc", "Payet", "Rolland", "Leclercq",
            "Guillaume", "Lecomte", "Lopez", "Jean", "Dupuy", "Guillot", "Hubert", "Berger", "Carpentier", "Sanchez", "Dupuis", "Moulin",
            "Louis", "Deschamps", "Huet", "Vasseur", "Perez", "Boucher", "Fleury", "Royer", "Klein", "Jacquet", "Adam", "Paris", "Poirier",
            "Marty", "Aubry", "Guyot", "Carré", "Charpentier", "Ménard", "Le Gall", "Léger", "Prévost", "Le Roux", "Le Goff", "Lévêque",
            "Barré", "L'Huillier", "D'Hondt", "de La Tour", "Saint-Martin", "Œuvrard", "Dupont-Moreau", "Petit-Jean",
        ],
        syllables: [
            &[
                "Beau", "Bel", "Ber", "Bois", "Bon", "Bour", "Cas", "Cha", "Char", "Clair", "Cor", "Cour", "Dau", "De", "Des", "Du", "Fon",
                "Gau", "Gran", "Gué", "Hé", "Jou", "La", "Lan", "Lar", "Lé", "Mal", "Mar", "Mont", "Mor", "Pel", "Per", "Poi", "Pré", "Ra",
                "Ro", "Rou", "Sau", "Sé", "Tail", "Thé", "Val", "Ver", "Vil",
            ],
            &["", "be", "di", "le", "mi", "ri", "ve"],
            &[
                "teau", "guet", "nard", "lier", "vin", "bert", "rault", "don", "pont", "court", "ville", "nier", "cher", "dac",
            ],
        ],
        cities: &[
            "Paris", "Marseille", "Lyon", "Toulouse", "Nice", "Nantes", "Montpellier", "Strasbourg", "Bordeaux", "Saint-Étienne",
        ],
        streets: &[
            "Rue de l'Église", "Rue de la République", "Rue Victor Hugo", "Rue du Château", "Avenue de la Gare", "Place de la Mairie",
            "Chemin des Vignes", "Impasse des Chênes",
        ],
        phone: "+33",
    },
    Language {
        code: "it",
        country: "IT",
        given: &[
            "Maria", "Giuseppe", "Anna", "Giovanni", "Giuseppina", "Antonio", "Rosa", "Mario", "Angela", "Luigi", "Giovanna", "Francesco",
            "Teresa", "Angelo", "Lucia", "Vincenzo", "Carmela", "Pietro", "Caterina", "Salvatore", "Francesca", "Carlo", "Anna Maria",
            "Franco", "Antonietta", "Domenico", "Carla", "Bruno", "Elena", "Paolo", "Concetta", "Michele", "Rita", "Giorgio", "Margherita",
            "Aldo", "Franca", "Sergio", "Paola", "Luciano", "Laura", "Marco", "Giulia", "Andrea", "Sara", "Alessandro", "Chiara", "Matteo",
            "Martina", "Luca", "Alessia", "Lorenzo", "Valentina", "Davide", "Federica", "Stefano", "Sofia", "Simone", "Aurora", "Niccolò",
            "Noemi", "Nicolò", "Ilaria", "Gian Luca",
        ],
        family: &[
            "Rossi", "Russo", "Ferrari", "Esposito", "Bianchi", "Romano", "Colombo", "Ricci", "Marino", "Greco", "Bruno", "Gallo", "Conti",
            "De Luca", "Mancini", "Costa", "Giordano", "Rizzo", "Lombardi", "Moretti", "Barbieri", "Fontana", "Santoro", "Mariani",
            "Rinaldi", "Caruso", "Ferrara", "Galli", "Martini", "Leone", "Longo", "Gentile", "Martinelli", "Vitale", "Lombardo", "Serra",
            "Coppola", "De Santis", "D'Angelo", "Marchetti", "Parisi", "Villa", "Conte", "Ferraro", "Ferri", "Fabbri", "Bianco", "Marini",
            "Grasso", "Valentini", "Messina", "Sala", "De Angelis", "Gatti", "Pellegrini", "Palumbo", "Sanna", "Farina", "Rizzi", "Monti",
            "Cattaneo", "Morelli", "Amato", "Silvestri", "Mazza", "Testa", "Grassi", "Pellegrino", "Carbone", "Giuliani", "Benedetti",
            "Barone", "Rossetti", "Caputo", "Montanari", "Guerra", "Palmieri", "Bernardi", "Martino", "Fiore", "De Rosa", "Ferretti",
            "Bellini", "Basile", "Riva", "Donati", "Piras", "Vitali", "Battaglia", "Sartori", "Neri", "Costantini", "Milani", "Pagano",
            "Ruggiero", "Sorrentino", "D'Amico", "Orlando", "Negri", "Mantovani", "Pace", "D'Agostino", "Fumagalli", "Guidi", "Ruggeri",
            "Cocco", "Cirillo", "Marchi", "Bassi", "Valente", "Di Stefano", "Di Marco", "Pugliese", "Albanese", "Grimaldi", "La Rosa",
            "Lo Presti", "Dell'Orto", "Dall'Agnol", "Degl'Innocenti", "Calò", "Cantù", "Viganò", "Nicolì", "Bianchi-Ricci",
        ],
        syllables: [
            &[
                "Al", "Ba", "Bal", "Bar", "Be", "Bel", "Ber", "Bo", "Bra", "Ca", "Cal", "Car", "Ce", "Co", "Col", "Cor", "Da", "Dal", "Fa",
                "Fal", "Fe", "Fer", "Fo", "Ga", "Gal", "Gar", "Gi", "Gra", "La", "Lo", "Ma", "Mal", "Mar", "Mo", "Mor", "Pa", "Pal", "Pe",
                "Per", "Pi", "Ra", "Ri", "Ro", "Sal", "Sca", "Ta", "Tor", "Va", "Vi", "Za",
            ],
            &["", "be", "da", "la", "ma", "ne", "ta", "vi"],
            &[
                "telli", "setti", "tucci", "doni", "sini", "vini", "tani", "bardi", "zoni", "mucci",
            ],
        ],
        cities: &[
            "Roma", "Milano", "Napoli", "Torino", "Palermo", "Genova", "Bologna", "Firenze", "Bari", "Forlì",
        ],
        streets: &[
            "Via Roma", "Via Garibaldi", "Via Mazzini", "Via Dante", "Corso Italia", "Piazza della Libertà", "Viale dei Mille",
            "Via dell'Università",
        ],
        phone: "+39",
    },
    Language {
        code: "es",
        country: "ES",
        given: &[
            "María Carmen", "Antonio", "María", "Manuel", "Carmen", "José", "Ana María", "Francisco", "Laura", "David", "Josefa", "Juan",
            "Isabel", "Javier", "María Pilar", "Daniel", "Cristina", "José Antonio", "Marta", "Francisco Javier", "Dolores", "José Luis",
            "Ana", "Carlos", "Lucía", "Jesús", "Francisca", "Alejandro", "Antonia", "Miguel", "Sara", "José Manuel", "Paula", "Rafael",
            "Elena", "Pablo", "Raquel", "Pedro", "Pilar", "Ángel", "Rosa María", "Sergio", "Concepción", "Fernando", "Manuela", "Jorge",
            "Mercedes", "Luis", "Julia", "Alberto", "Beatriz", "Álvaro", "Nuria", "Diego", "Silvia", "Adrián", "Rocío", "Raúl", "Irene",
            "Iván", "Mónica", "Rubén", "Sofía", "Óscar", "Verónica", "Andrés", "Begoña", "Joaquín", "Inés", "Víctor", "Itziar", "Iñigo",
        ],
        family: &[
            "García", "Rodríguez", "González", "Fernández", "López", "Martínez", "Sánchez", "Pérez", "Gómez", "Martín", "Jiménez",
            "Hernández", "Ruiz", "Díaz", "Moreno", "Muñoz", "Álvarez", "Romero", "Gutiérrez", "Alonso", "Navarro", "Torres", "Domínguez",
            "Ramos", "Vázquez", "Ramírez", "Gil", "Serrano", "Morales", "Molina", "Blanco", "Suárez", "Castro", "Ortega", "Delgado",
            "Ortiz", "Marín", "Rubio", "Núñez", "Medina", "Sanz", "Castillo", "Iglesias", "Cortés", "Garrido", "Santos", "Guerrero",
            "Lozano", "Cano", "Cruz", "Méndez", "Flores", "Prieto", "Herrera", "Peña", "León", "Márquez", "Cabrera", "Gallego", "Calvo",
            "Vidal", "Campos", "Reyes", "Vega", "Fuentes", "Carrasco", "Díez", "Aguilar", "Caballero", "Nieto", "Santana", "Vargas",
            "Pascual", "Giménez", "Herrero", "Hidalgo", "Montero", "Lorenzo", "Santiago", "Benítez", "Durán", "Ibáñez", "Arias", "Mora",
            "Ferrer", "Carmona", "Vicente", "Rojas", "Soto", "Crespo", "Román", "Pastor", "Velasco", "Parra", "Sáez", "Moya", "Bravo",
            "Rivera", "Gallardo", "Soler", "Silva", "Esteban", "Pardo", "Franco", "Lara", "Merino", "Espinosa", "Izquierdo", "Rivas",
            "Casado", "Arroyo", "Redondo", "Camacho", "Rey", "Vera", "Galán", "Otero", "Segura", "Montes", "Luque", "Sierra", "Carrillo",
            "Ríos", "de la Fuente", "de la Cruz", "del Río", "de la Torre", "San José", "Güell", "Argüelles", "Yáñez", "García-Moreno",
            "Ruiz-Díaz", "López de Haro",
        ],
        syllables: [
            &[
                "Al", "Ar", "Bar", "Be", "Bel", "Ber", "Ca", "Cal", "Car", "Cas", "Ce", "Cor", "Do", "Es", "Fa", "Ga", "Gal", "Gar", "Go",
                "Gua", "Her", "Hi", "Ja", "La", "Lo", "Mal", "Mar", "Me", "Mo", "Mu", "Na", "Or", "Pa", "Pe", "Pi", "Que", "Ra", "Re",
                "Ro", "Sa", "Sal", "Se", "So", "Ta", "To", "Tor", "Va", "Ve", "Vi", "Za", "Zu",
            ],
            &["", "ba", "de", "ga", "la", "ma", "di", "ve"],
            &[
                "dero", "quero", "tilla", "guera", "gález", "dínez", "vedo", "tero", "báñez", "mendi",
            ],
        ],
        cities: &[
            "Madrid", "Barcelona", "Valencia", "Sevilla", "Zaragoza", "Málaga", "Murcia", "Córdoba", "Cádiz", "La Coruña",
        ],
        streets: &[
            "Calle Mayor", "Calle Real", "Calle de la Iglesia", "Calle Nueva", "Avenida de la Constitución", "Plaza de España",
            "Paseo de la Estación", "Calle San José",
        ],
        phone: "+34",
    },
    Language {
        code: "pt",
        country: "PT",
        given: &[
            "Maria", "José", "Ana", "António", "Maria José", "João", "Isabel", "Manuel", "Joana", "Carlos", "Inês", "Luís", "Mariana",
            "Pedro", "Beatriz", "Paulo", "Sandra", "Francisco", "Susana", "Rui", "Carla", "Joaquim", "Paula", "Fernando", "Cristina",
            "Jorge", "Rita", "Miguel", "Sofia", "Tiago", "Margarida", "Nuno", "Teresa", "Ricardo", "Catarina", "Bruno", "Marta", "Diogo",
            "Helena", "André", "Fátima", "Vítor", "Leonor", "Sérgio", "Matilde", "Gonçalo", "Carolina", "Hugo", "Patrícia", "Rodrigo",
            "Mónica", "Mário", "Sónia", "Duarte", "Cláudia", "Afonso", "Vera", "Filipe", "Lúcia", "Tomás", "Graça", "Simão", "Conceição",
            "Estêvão", "Assunção", "José Manuel",
        ],
        family: &[
            "Silva", "Santos", "Ferreira", "Pereira", "Oliveira", "Costa", "Rodrigues", "Martins", "Jesus", "Sousa", "Fernandes",
            "Gonçalves", "Gomes", "Lopes", "Marques", "Alves", "Almeida", "Ribeiro", "Pinto", "Carvalho", "Teixeira", "Moreira", "Correia",
            "Mendes", "Nunes", "Soares", "Vieira", "Monteiro", "Cardoso", "Rocha", "Neves", "Coelho", "Cruz", "Cunha", "Pires", "Ramos",
            "Reis", "Simões", "Antunes", "Matos", "Fonseca", "Machado", "Araújo", "Barbosa", "Tavares", "Lourenço", "Castro", "Figueiredo",
            "Azevedo", "Freitas", "Magalhães", "Henriques", "Lima", "Guerreiro", "Batista", "Pinheiro", "Faria", "Miranda", "Barros",
            "Morais", "Nogueira", "Esteves", "Anjos", "Baptista", "Campos", "Mota", "Andrade", "Brito", "Sá", "Nascimento", "Leite",
            "Abreu", "Borges", "Melo", "Vaz", "Pacheco", "Guimarães", "Vicente", "Gaspar", "Leal", "Moura", "Domingues", "Macedo",
            "Amaral", "Duarte", "Branco", "Viegas", "Paiva", "Dias", "Garcia", "Carneiro", "Valente", "Loureiro", "Cordeiro", "Sequeira",
            "Serra", "Franco", "Torres", "Amorim", "Maia", "Gouveia", "Queirós", "Bastos", "Rosa", "Pimentel", "Caetano", "Cabral",
            "Matias", "Sampaio", "Rebelo", "Leitão", "Ventura", "Brandão", "Conceição", "Falcão", "Galvão", "Mendonça", "França",
            "Proença", "Inácio", "dos Santos", "da Silva", "de Sousa", "da Costa", "d'Almeida", "Espírito Santo", "Castelo Branco",
            "Silva-Pinto", "Sá-Nogueira",
        ],
        syllables: [
            &[
                "Al", "Ar", "Ba", "Bar", "Be", "Ca", "Cal", "Car", "Cas", "Cor", "Cou", "Do", "Es", "Fa", "Fer", "Fi", "Ga", "Go", "Gui",
                "La", "Lei", "Lo", "Ma", "Mal", "Mar", "Me", "Mo", "Mou", "Na", "No", "Oli", "Pa", "Pe", "Pei", "Pi", "Que", "Ra", "Rei",
                "Ri", "Sa", "Sal", "Sei", "Si", "Ta", "Tei", "Tor", "Va", "Vi", "Za",
            ],
            &["", "ba", "da", "la", "ma", "ne", "ti", "ve"],
            &[
                "deira", "queiro", "tinho", "gães", "veira", "deiro", "beiro", "tela", "mões", "cedo",
            ],
        ],
        cities: &[
            "Lisboa", "Porto", "Braga", "Coimbra", "Funchal", "Setúbal", "Évora", "Guimarães", "Santarém", "Portimão",
        ],
        streets: &[
            "Rua da Igreja", "Rua Direita", "Rua de São João", "Rua das Flores", "Avenida da República", "Largo do Município",
            "Travessa da Fonte", "Rua do Comércio",
        ],
        phone: "+351",
    },
    Language {
        code: "nl",
        country: "NL",
        given: &[
            "Maria", "Johannes", "Johanna", "Jan", "Anna", "Cornelis", "Elisabeth", "Hendrik", "Cornelia", "Willem", "Wilhelmina",
            "Pieter", "Hendrika", "Gerrit", "Catharina", "Jacobus", "Margaretha", "Petrus", "Petronella", "Adrianus", "Adriana",
            "Martinus", "Jacoba", "Peter", "Monique", "Marcel", "Linda", "Robert", "Esther", "Erik", "Sandra", "Mark", "Marjan", "Dennis",
            "Anneke", "Jeroen", "Ingrid", "Bas", "Marieke", "Joost", "Sanne", "Maarten", "Anouk", "Wouter", "Lotte", "Sjoerd", "Femke",
            "Ruben", "Fleur", "Daan", "Renée", "Sem", "Daniëlle", "Bram", "Zoë", "Thijs", "Noëlle", "Daniël", "Loïs", "Raphaël",
            "Annemarie", "Noël", "Jolanda", "Jurriën", "Anne-Marie", "Jan-Willem",
        ],
        family: &[
            "de Jong", "Jansen", "de Vries", "van den Berg", "van Dijk", "Bakker", "Janssen", "Visser", "Smit", "Meijer", "de Boer",
            "Mulder", "de Groot", "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "de Wit", "Dijkstra", "Smits",
            "de Graaf", "van der Meer", "van der Linden", "Kok", "Jacobs", "de Haan", "Vermeulen", "van den Heuvel", "van der Veen",
            "van den Broek", "de Bruijn", "de Bruin", "van der Heijden", "Schouten", "van Beek", "Willems", "van Vliet", "van de Ven",
            "Hoekstra", "Maas", "Verhoeven", "Koster", "van Dam", "van der Wal", "Prins", "Blom", "Huisman", "Peeters", "de Jonge",
            "Kuipers", "van Veen", "Post", "Kuiper", "Veenstra", "Kramer", "van den Brink", "Scholten", "van Wijk", "Postma", "Martens",
            "Vink", "de Ruiter", "Timmermans", "Groen", "Gerritsen", "Jonker", "van Loon", "Boer", "van der Velde", "Willemsen", "Smeets",
            "de Lange", "de Vos", "Bosch", "van Dongen", "Schipper", "de Koning", "van der Laan", "Koning", "van der Velden", "Driessen",
            "van Doorn", "Hermans", "Evers", "van den Bosch", "van der Meulen", "Hofman", "Bosman", "Wolters", "Sanders", "van der Horst",
            "Mol", "Kuijpers", "Molenaar", "van de Pol", "de Leeuw", "Verbeek", "Hendriksen", "van Rijn", "van der Ploeg", "Zijlstra",
            "Wiersma", "Bouma", "Terpstra", "Visscher", "Cornelissen", "Aerts", "Gerrits", "van Es", "Kooijman", "de Kok", "Blok",
            "Vermeer", "van Kampen", "Verweij", "Lammers", "van der Kolk", "Daniëls", "ter Horst", "van 't Hof", "'t Hart", "in 't Veld",
            "Op de Beeck", "Bakker-Visser", "Jansen-de Vries",
        ],
        syllables: [
            &[
                "Beuk", "Berk", "Blauw", "Bloem", "Block", "Boom", "Bosch", "Brand", "Brink", "Brug", "Bruin", "Burg", "Diep", "Dorp",
                "Duin", "Eik", "Els", "Esch", "Groen", "Haan", "Hert", "Hoek", "Holt", "Hoog", "Kerk", "Kolk", "Kool", "Kuil", "Laag",
                "Lang", "Leeuw", "Lind", "Maat", "Meer", "Nieuw", "Noord", "Olm", "Oost", "Paal", "Ploeg", "Poort", "Riet", "Rijn", "Rood",
                "Roos", "Schaap", "Schuur", "Slot", "Sluis", "Steen", "Straat", "Vaart", "Veen", "Vliet", "Vosch", "Weid", "Wilg", "Wind",
                "Witt", "Zand", "Zuid", "Zwaan", "Zwart",
            ],
            &["", "en", "er", "el"],
            &[
                "huis", "veld", "man", "hof", "dijk", "kamp", "laar", "hout", "horst", "meijer", "beek", "broek", "berg", "stra", "sma",
            ],
        ],
        cities: &[
            "Amsterdam", "Rotterdam", "'s-Gravenhage", "Utrecht", "Eindhoven", "Groningen", "Tilburg", "Breda", "Nijmegen",
            "'s-Hertogenbosch",
        ],
        streets: &[
            "Kerkstraat", "Dorpsstraat", "Schoolstraat", "Molenweg", "Julianastraat", "Stationsweg", "Nieuwstraat", "'t Zand",
        ],
        phone: "+31",
    },
    Language {
        code: "tr",
        country: "TR",
        given: &[
            "Fatma", "Mehmet", "Ayşe", "Mustafa", "Emine", "Ahmet", "Hatice", "Ali", "Zeynep", "Hüseyin", "Elif", "Hasan", "Meryem",
            "İbrahim", "Şerife", "İsmail", "Zehra", "Osman", "Sultan", "Murat", "Hanife", "Yusuf", "Merve", "Ömer", "Havva", "Ramazan",
            "Zeliha", "Halil", "Esra", "Süleyman", "Özlem", "Abdullah", "Yasemin", "Mahmut", "Hülya", "Recep", "Kübra", "Salih", "Büşra",
            "Fatih", "Dilek", "Kadir", "Sevgi", "Emre", "Songül", "Hakan", "Gülsüm", "Kemal", "Leyla", "Yaşar", "Gül", "Bekir", "Tuğba",
            "Musa", "Çiğdem", "Serkan", "Ebru", "Gökhan", "Şeyma", "Uğur", "İrem", "Çağrı", "Ümmü Gülsüm", "Şükrü", "Ayşe Nur",
            "Mehmet Ali",
        ],
        family: &[
            "Yılmaz", "Kaya", "Demir", "Çelik", "Şahin", "Yıldız", "Yıldırım", "Öztürk", "Aydın", "Özdemir", "Arslan", "Doğan", "Kılıç",
            "Aslan", "Çetin", "Kara", "Koç", "Kurt", "Özkan", "Şimşek", "Polat", "Korkmaz", "Özcan", "Çakır", "Erdoğan", "Yavuz", "Can",
            "Acar", "Şen", "Aktaş", "Güler", "Yalçın", "Güneş", "Bozkurt", "Bulut", "Keskin", "Ünal", "Turan", "Gül", "Özer", "Işık",
            "Kaplan", "Avcı", "Sarı", "Tekin", "Taş", "Köse", "Yüksel", "Ateş", "Aksoy", "Uçar", "Sönmez", "Coşkun", "Karataş", "Duman",
            "Demirci", "Ceylan", "Kahraman", "Deniz", "Türk", "Tunç", "Güven", "Akın", "Akbaş", "Karaca", "Tosun", "Toprak", "Uysal",
            "Albayrak", "Erol", "Bayram", "Karakaya", "Gündüz", "Er", "Çiftçi", "Güngör", "Özen", "Karaman", "Aktürk", "Kalkan", "Sezer",
            "Ay", "Ekinci", "Erdem", "Altun", "Aydoğan", "Esen", "Durmaz", "Dursun", "Yaman", "Çınar", "Önal", "Oral", "Uzun", "Tuncer",
            "Altıntaş", "Başaran", "Alkan", "Karabulut", "Bilgin", "Arı", "Gök", "Ergin", "Doğru", "Yazıcı", "Turgut", "Demirtaş",
            "Durmuş", "Genç", "Akgül", "Parlak", "Karadağ", "Karadeniz", "Karakuş", "Kandemir", "Özbek", "Öz", "Varol", "Bal", "Ak",
            "Çoban", "Mutlu", "Gökçe", "Pehlivan", "Orhan", "Çiçek", "Çolak", "İnce", "Ersoy", "Dinç", "Eren", "Şeker", "Gümüş",
            "Bayraktar", "Topçu", "İpek", "Ünlü", "Hacıoğlu", "Karaoğlu", "Çavuşoğlu", "Müftüoğlu", "Yılmaz-Demir", "Kaya Yıldız",
        ],
        syllables: [
            &[
                "Ak", "Al", "Altın", "Ar", "As", "Baş", "Bey", "Bil", "Boz", "Çak", "Çal", "Çelik", "Çam", "Demir", "Deniz", "Dil",
                "Doğan", "Dur", "Ege", "Er", "Gök", "Gül", "Güneş", "Gür", "Güz", "Hacı", "Has", "Işık", "İl", "İnan", "İş", "Kalay",
                "Kara", "Karaca", "Kılıç", "Kır", "Kız", "Koca", "Kor", "Kul", "Kum", "Mert", "Oğuz", "Ok", "On", "Öz", "Ön", "Sağ",
                "Sarı", "Sav", "Say", "Sert", "Söz", "Şah", "Şen", "Tak", "Tek", "Tok", "Top", "Tunç", "Tur", "Uğur", "Ulu", "Uz", "Ün",
                "Üst", "Yağ", "Yal", "Yay", "Yaz", "Yıl", "Yüce",
            ],
            &[""],
            &[
                "oğlu", "soy", "kaya", "taş", "tekin", "türk", "han", "bay", "can", "dağ", "dal", "alp", "su", "tepe", "er", "eren", "el",
                "göz", "kan", "kurt", "kol", "ol", "pınar", "polat", "sal", "san", "sel", "sever", "tan", "toprak", "var", "yol", "yurt",
                "yıldız", "yürek", "gün", "ay", "ova", "bulut", "ateş", "koç", "bilek", "yiğit", "kut", "tuğ", "kök", "yaprak",
            ],
        ],
        cities: &[
            "İstanbul", "Ankara", "İzmir", "Bursa", "Antalya", "Konya", "Şanlıurfa", "Gaziantep", "Diyarbakır", "Eskişehir",
        ],
        streets: &[
            "Atatürk Caddesi", "Cumhuriyet Caddesi", "İstiklal Caddesi", "Gül Sokağı", "Çınar Sokağı", "Okul Sokağı", "Bağdat Caddesi",
            "Yıldız Sokağı",
        ],
        phone: "+90",
    },
];
