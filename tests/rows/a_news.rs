//! A2: learning what others changed: a desk follows other stations, a host hears what its own process writes.

use std::sync::{Arc, Mutex};

use clientela::domain::field::{Field, RecordKind};
use clientela::domain::journal::EntryKind;
use clientela::domain::news::News;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::{Desk, Engine, ErrorKind, Follower, Options, Seat};

use crate::shop::{Shop, code, failed};

fn desk_at(engine: &Engine, station: &str, rights: Rights) -> Desk {
    let [branch, station, operator] = ["berlin-mitte", station, "jane"].map(code);
    engine.desk(Seat { branch, station, operator, rights }).unwrap()
}

fn add(desk: &Desk, name: &str) -> clientela::domain::id::SubjectId {
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, name);
    desk.save(&mut draft).unwrap().id
}

/// Origin, what happened, and to what.
fn told(news: &[News]) -> Vec<(&str, EntryKind, RecordKind)> {
    news.iter().map(|one| (one.origin.as_str(), one.what, one.kind)).collect()
}

fn next(follower: &mut Follower) -> Vec<News> {
    follower.news().unwrap()
}

#[test]
fn a2_a_desk_learns_what_other_stations_and_the_central_system_changed_and_not_its_own() {
    let shop = Shop::stocked();
    let (desk, other) = (shop.desk(), shop.desk_at("till-2"));
    let mut follower = desk.follow().unwrap();
    assert_eq!(next(&mut follower), []);
    let lee = add(&other, "Lee");
    shop.edit(lee, &[(Field::City, "Bree")]);
    shop.erp().set_setting(Setting::SessionMinutes, &Place::Chain, Some("60")).unwrap();
    let news = next(&mut follower);
    let wanted = [("erp", EntryKind::Created, RecordKind::Setting), ("till-2", EntryKind::Created, RecordKind::Subject)];
    assert_eq!(told(&news), wanted);
    assert_eq!((news[1].subject, news[1].sequence, news[0].key.as_str()), (Some(lee), 1, "chain/sign_in.session_minutes"));
    assert_eq!(next(&mut follower), [], "each is told once");
}

#[test]
fn a2_another_handle_is_followed_too_and_a_kept_position_goes_on_after_a_restart() {
    let shop = Shop::empty();
    let mut follower = shop.desk().follow().unwrap();
    let other = Engine::open(shop.path(), Options::new(shop.clock.clone())).unwrap();
    let lee = add(&desk_at(&other, "till-2", Rights::all()), "Lee");
    assert_eq!(next(&mut follower).iter().map(|one| one.subject).collect::<Vec<_>>(), [Some(lee)]);
    let kept = follower.position().to_string();
    drop(follower);
    let ray = add(&desk_at(&other, "till-3", Rights::all()), "Ray");
    drop(other);
    let shop = shop.reopened();
    let mut again = shop.desk().follow_from(&kept).unwrap();
    assert_eq!(
        next(&mut again).iter().map(|one| one.subject).collect::<Vec<_>>(),
        [Some(ray)],
        "a chain that is new is told from its begin"
    );
    assert_eq!(next(&mut shop.desk().follow_from("").unwrap()).len(), 2, "an empty position is before everything");
    for ahead in ["till-2:9999", "nowhere:1"] {
        assert_eq!(failed(shop.desk().follow_from(ahead)), (ErrorKind::Invalid, "position.ahead", Some("position")), "an older copy");
    }
    assert_eq!(failed(shop.desk().follow_from("till-2:1 till-2:2")).1, "position.malformed");
    assert_eq!(failed(shop.desk().follow_from("till-2:x")), (ErrorKind::Invalid, "position.malformed", Some("position")));
}

#[test]
fn a2_more_news_than_one_question_gives_come_with_the_next_in_order_and_each_once() {
    let shop = Shop::empty();
    let mut follower = shop.desk().follow().unwrap();
    let line = |i: usize| format!(r#"{{"feed":"customer","source_id":"s{i}","kind":"private","family_name":"Lee"}}"#);
    shop.fed(&(0..2300).map(line).collect::<Vec<_>>().join("\n"));
    let mut all = Vec::new();
    let counts: Vec<usize> = std::iter::repeat_with(|| {
        let news = next(&mut follower);
        all.extend(news.iter().map(|one| one.sequence));
        news.len()
    })
    .take(4)
    .collect();
    assert_eq!(counts, [1000, 1000, 300, 0]);
    assert!(all.iter().copied().eq(1..=2300));
}

#[test]
fn a2_following_needs_the_right_to_read_customers_at_every_question() {
    let shop = Shop::empty();
    let missing = (ErrorKind::NotPermitted, "right.read_customers", None);
    let blind = desk_at(&shop.engine, "till-1", Rights::none().with(Right::EditCustomers));
    assert_eq!(failed(blind.follow()), missing);
    assert_eq!(failed(blind.follow_from("")), missing);
    let desk = shop.desk();
    let mut follower = desk.follow().unwrap();
    desk.sign_out().unwrap();
    assert_eq!(failed(follower.news()).0, ErrorKind::SignIn);
}

#[test]
fn a2_a_host_hears_what_its_process_committed_until_it_drops_the_watch() {
    let shop = Shop::empty();
    let heard: Arc<Mutex<Vec<News>>> = Arc::default();
    let (ear, engine) = (heard.clone(), shop.engine.clone());
    // The listener may go through a door: nothing is held while it is told.
    let watch = shop.engine.watch(move |news| {
        assert!(engine.verify_journal().unwrap().entries > 0);
        ear.lock().unwrap().extend(news.iter().cloned());
    });
    let lee = add(&shop.desk(), "Lee");
    let mut broken = shop.desk().edit(lee).unwrap();
    broken.set(Field::Email, "nobody@");
    shop.desk().save(&mut broken).unwrap_err();
    let ray = add(&shop.desk_at("till-2"), "Ray");
    let subjects: Vec<_> = heard.lock().unwrap().iter().map(|one| (one.origin.to_string(), one.sequence, one.subject)).collect();
    assert_eq!(subjects, [("till-1".into(), 1, Some(lee)), ("till-2".into(), 1, Some(ray))], "its own too, and nothing that failed");
    drop(watch);
    add(&shop.desk(), "Fay");
    assert_eq!(heard.lock().unwrap().len(), 2);
}
