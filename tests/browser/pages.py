"""The table of pages that axe, the widths and the console are held against: every page of the product once.

A page is an address, who looks at it, and, for a state that an address alone does not bring about, what they do there.
``{name}`` in an address is a value that seed.py printed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page as BrowserPage

ORGANISATION = "/arbete/uppsala"
DATASETS = f"{ORGANISATION}/datamangder"
APPROVAL = "/arbete/enkoping"
CANDIDATES = f"{ORGANISATION}/forberedelser"
PINNED = "/arbete/osthammar/flode"
FILE = f"{DATASETS}/{{with_file}}/distributioner/{{file_distribution}}"
TWO = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Page:
    """A row of the table. ``act`` ends with the page of ``status`` on the screen."""

    name: str
    address: str
    who: str = ""
    status: int = 200
    act: Callable[[BrowserPage], int] | None = None
    languages: tuple[str, ...] = ("sv",)


def press(page: BrowserPage, name: str) -> int:
    """Press a button that sends a form; the status of what comes."""
    with page.expect_navigation() as navigation:
        page.get_by_role("button", name=name, exact=True).click()
    return navigation.value.status


def open_step(page: BrowserPage, step: str) -> None:
    """A step of a description's form, by its link; without script it is in sight anyway."""
    page.locator(f"#step_list a[href='#steg-{step}']").click()
    page.locator(f"#steg-{step}").wait_for()


def open_distribution_panel(page: BrowserPage) -> int:
    """The dialog in which a distribution is added."""
    page.get_by_role("button", name="Lägg till distribution").click()
    page.locator("dialog [name=access_url]").wait_for()
    return 200


def write_what_another_has_saved(page: BrowserPage) -> int:
    """The form is saved by itself, and somebody else has saved in between."""
    page.locator("[name=edit_number]").evaluate("element => { element.value = 99 }")
    page.locator("#id_title-sv").fill("Min titel")
    page.get_by_role("button", name="Jämför och välj").wait_for()
    return 409


def write_wrongly(page: BrowserPage) -> int:
    """The form is not saved by itself, since something in it has to be mended."""
    page.locator("#id_issued").fill("i våras")
    page.locator("#id_issued_said").wait_for()
    return 422


def plan_without_saying_when(page: BrowserPage) -> int:
    """A plan for a recommended dataset without a year."""
    page.get_by_label("Vi planerar den").check()
    return press(page, "Spara")


def fill_in_wrongly(page: BrowserPage) -> int:
    """A description with an error in each kind of field, rows included."""
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true }")
    page.locator("#id_title-sv").fill("ord " * 200)
    open_step(page, "when")
    page.locator("#id_issued").fill("2026-02-30")
    page.locator("#id_temporal [data-add-form]").click()
    page.locator("#id_temporal input[name$=start_date]").last.fill("03/04/2026")
    page.locator("#id_geographical_area [data-add-form]").click()
    page.locator("#id_geographical_area input[name$=bbox-west]").last.fill("nittio")
    return press(page, "Spara utkast")


def fill_in_distribution_wrongly(page: BrowserPage) -> int:
    """Addresses that are none."""
    page.locator("#id_access_url").fill("javascript:alert(1)")
    page.locator("#id_format-other").fill("inte en mediatyp")
    return press(page, "Spara distributionen")


def sign_in_wrongly(page: BrowserPage) -> int:
    """An empty form."""
    return press(page, "Logga in")


def send_invitation_to_nobody(page: BrowserPage) -> int:
    """An empty form."""
    return press(page, "Skicka inbjudan")


def upload_no_file(page: BrowserPage) -> int:
    """An empty form."""
    return press(page, "Ladda upp")


def pin_without_reason(page: BrowserPage) -> int:
    """An empty form."""
    return press(page, "Gå tillbaka och lås")


def exempt_without_reason(page: BrowserPage) -> int:
    """An empty form."""
    return press(page, "Undanta länken")


def return_without_reason(page: BrowserPage) -> int:
    """An empty form."""
    return press(page, "Skicka tillbaka")


def end_a_kind_of_mail(page: BrowserPage) -> int:
    """From the link of a mail."""
    return press(page, "Ja, inga fler mejl")


def add_no_term(page: BrowserPage) -> int:
    """An empty form."""
    return press(page, "Lägg till")


def choose_none(page: BrowserPage) -> int:
    """A list of which nothing is chosen."""
    return press(page, "Lägg till de valda")


def answer_nothing(page: BrowserPage) -> int:
    """An empty form."""
    return press(page, "Spara")


def save_what_another_has_saved(page: BrowserPage) -> int:
    """The page of two who edit the same thing: the edit number of the form is not the latest."""
    page.locator("[name=edit_number]").evaluate("element => { element.value = 99 }")
    page.locator("#id_title-sv").fill("Min titel")
    return press(page, "Spara utkast")


def show_what_lacks_most(page: BrowserPage) -> int:
    """Only the datasets that lose points by what costs most."""
    with page.expect_navigation() as navigation:
        page.locator("a[href*=saknar]").first.click()
    return navigation.value.status


def withdraw_what_is_needed(page: BrowserPage) -> int:
    """Refused, with the list of users."""
    return press(page, "Dra tillbaka nu")


def show_no_effect(page: BrowserPage) -> int:
    """An empty form."""
    return press(page, "Visa vad som ändras")


def send_an_old_form(page: BrowserPage) -> int:
    """A form whose token does not fit."""
    page.locator("main [name=csrfmiddlewaretoken]").first.evaluate("element => { element.value = 'x'.repeat(64) }")
    return press(page, "Publicera")


def send_too_much(page: BrowserPage) -> int:
    """More than the server takes."""
    page.locator("#id_description-sv").evaluate("element => { element.value = 'x'.repeat(3_000_000) }")
    return press(page, "Spara utkast")


def begin_wrongly(page: BrowserPage) -> int:
    """An address that is none, and another one."""
    page.locator("#id_distribution_access_url").fill("javascript:alert(1)")
    page.locator("#id_title-sv").fill("ord " * 200)
    return press(page, "Spara utkast")


def look_at_nothing(page: BrowserPage) -> int:
    """An address that is not fetched."""
    page.locator("#id_address").fill("http://10.0.0.1/data.csv")
    return press(page, "Hämta och titta")


def look_at_the_front_page(page: BrowserPage) -> int:
    """An address of the installation itself, which may be fetched."""
    page.locator("#id_address").fill(page.evaluate("location.origin") + "/datasets/")
    return press(page, "Hämta och titta")


PUBLIC = (
    Page("front", "/", languages=TWO),
    Page("about", "/om/", languages=TWO),
    Page("about_feed", "/om/flodet/"),
    Page("about_quality", "/om/kvalitet/", languages=TWO),
    Page("collected_feeds", "/datasets/"),
    Page("accessibility", "/om/tillganglighet/", languages=TWO),
    Page("personal_data", "/om/personuppgifter/"),
    Page("cookies", "/om/kakor/"),
    Page("specification", "/specifikation/", languages=TWO),
    Page("specification_class", "/specifikation/Dataset/", languages=TWO),
    Page("specification_nested", "/specifikation/RightsStatement/"),
    Page("organisations", "/organisationer/", languages=TWO),
    Page("situation", "/laget/", languages=TWO),
    Page("how_it_is_counted", "/laget/sa-raknas-det/", languages=TWO),
    Page("organisation", "/uppsala/", languages=TWO),
    Page("organisation_empty", "/vingaker/"),
    Page("organisation_for_members", "/uppsala/", "redaktor"),
    Page("dataset", "/uppsala/datamangder/{published}/", languages=TWO),
    Page("dataset_for_members", "/uppsala/datamangder/{published}/", "redaktor"),
    Page("dataset_internal", "/uppsala/datamangder/{internal}/", "redaktor"),
    Page("dataset_with_everything", "/uppsala/datamangder/{everything}/", languages=TWO),
    Page("dataset_with_file", "/uppsala/datamangder/{with_file}/"),
    Page("series", "/uppsala/serier/{series}/", languages=TWO),
    Page("service", "/uppsala/datatjanster/{service}/", languages=TWO),
    Page("gone", "/uppsala/datamangder/{withdrawn}/", status=410, languages=TWO),
    Page("not_found", "/finns/inte/alls/", status=404, languages=TWO),
)

ACCOUNT = (
    Page("login", "/konto/login/", languages=TWO),
    Page("login_with_errors", "/konto/login/", act=sign_in_wrongly),
    Page("logout", "/konto/logout/", "redaktor"),
    Page("inactive", "/konto/inactive/"),
    Page("signup", "/konto/signup/"),
    Page("password_reset", "/konto/password/reset/", languages=TWO),
    Page("password_reset_done", "/konto/password/reset/done/"),
    Page("password_reset_key", "/konto/password/reset/key/{reset_key}/"),
    Page("password_reset_bad_key", "/konto/password/reset/key/1-fel/"),
    Page("password_reset_key_done", "/konto/password/reset/key/done/"),
    Page("address_to_verify", "/konto/confirm-email/"),
    Page("address_bad_key", "/konto/confirm-email/fel/"),
    Page("password_change", "/konto/password/change/", "redaktor", languages=TWO),
    Page("reauthenticate", "/konto/reauthenticate/", "redaktor"),
    Page("profile", "/konto/profil/", "redaktor", languages=TWO),
    Page("own_address", "/konto/email/", "redaktor"),
    Page("notices", "/konto/handelser/", "redaktor", languages=TWO),
    Page("notices_some", "/konto/handelser/", "approved"),
    Page("notice_choices", "/konto/handelser/mejl/", "redaktor", languages=TWO),
    Page("unsubscribe", "/inga-fler-mejl/{unsubscribe}/", languages=TWO),
    Page("unsubscribe_done", "/inga-fler-mejl/{unsubscribe}/", act=end_a_kind_of_mail),
    Page("sessions", "/konto/sessions/", "redaktor"),
    Page("invitation", "/inbjudan/{invitation}/", languages=TWO),
    Page("invitation_known", "/inbjudan/{invitation_known}/"),
    Page("invitation_somebody_else", "/inbjudan/{invitation}/", "redaktor"),
    Page("invitation_own", "/inbjudan/{invitation_known}/", "nobody"),
    Page("invitation_revoked", "/inbjudan/{invitation_revoked}/", status=410),
    Page("invitation_unknown", "/inbjudan/finns-inte/", status=404),
)

WORKSPACE = (
    Page("workspace", "/arbete/", "administrator"),
    Page("workspace_nobody", "/arbete/", "nobody"),
    Page("datasets", f"{ORGANISATION}/", "redaktor", languages=TWO),
    Page("datasets_for_coordinator", f"{ORGANISATION}/", "coordinator"),
    Page("datasets_none", "/arbete/vingaker/", "administrator"),
    Page("contacts", f"{ORGANISATION}/kontakter/", "redaktor"),
    Page("agents", f"{ORGANISATION}/aktorer/", "redaktor"),
    Page("all_series", f"{ORGANISATION}/serier/", "redaktor"),
    Page("services", f"{ORGANISATION}/datatjanster/", "redaktor"),
    Page("series_new", f"{ORGANISATION}/serier/ny/", "redaktor"),
    Page("series_edit", f"{ORGANISATION}/serier/{{series}}/", "redaktor"),
    Page("service_new", f"{ORGANISATION}/datatjanster/ny/", "redaktor"),
    Page("service_edit", f"{ORGANISATION}/datatjanster/{{service}}/", "redaktor", languages=TWO),
    Page("dataset_edit_everything", f"{DATASETS}/{{everything}}/", "redaktor", languages=TWO),
    Page(
        "distribution_edit_everything",
        f"{DATASETS}/{{everything}}/distributioner/{{everything_distribution}}/",
        "redaktor",
    ),
    Page("dataset_start", f"{DATASETS}/borja/", "redaktor", languages=TWO),
    Page("start_recommended", f"{DATASETS}/borja/rekommenderad/badvattenkvalitet/", "redaktor", languages=TWO),
    Page("start_with_errors", f"{DATASETS}/borja/rekommenderad/lekplatser/", "redaktor", 422, begin_wrongly),
    Page("start_copies", f"{DATASETS}/borja/kopia/", "redaktor"),
    Page("start_copy", f"{DATASETS}/borja/kopia/{{everything}}/", "redaktor"),
    Page("start_link", f"{DATASETS}/borja/lank/", "redaktor", languages=TWO),
    Page("start_link_refused", f"{DATASETS}/borja/lank/", "redaktor", 422, look_at_nothing),
    Page("start_link_found", f"{DATASETS}/borja/lank/", "redaktor", act=look_at_the_front_page),
    Page("dataset_new", f"{DATASETS}/ny/", "redaktor", languages=TWO),
    Page("dataset_edit", f"{DATASETS}/{{published}}/", "redaktor", languages=TWO),
    Page("dataset_draft", f"{DATASETS}/{{draft}}/", "redaktor"),
    Page("dataset_with_errors", f"{DATASETS}/{{draft}}/", "redaktor", 422, fill_in_wrongly),
    Page("dataset_all_steps", f"{DATASETS}/{{draft}}/?steg=alla", "redaktor"),
    Page("dataset_everything_all_steps", f"{DATASETS}/{{everything}}/?steg=alla", "redaktor", languages=TWO),
    Page("series_all_steps", f"{ORGANISATION}/serier/{{series}}/?steg=alla", "redaktor"),
    Page("service_all_steps", f"{ORGANISATION}/datatjanster/{{service}}/?steg=alla", "redaktor"),
    Page("dataset_panel", f"{DATASETS}/{{draft}}/?steg=where", "redaktor", 200, open_distribution_panel),
    Page("dataset_written_over", f"{DATASETS}/{{published}}/", "redaktor", 409, write_what_another_has_saved),
    Page("dataset_not_saved", f"{DATASETS}/{{draft}}/?steg=when", "redaktor", 422, write_wrongly),
    Page("dataset_discard", f"{DATASETS}/{{draft}}/ta-bort/", "redaktor"),
    Page("distribution_new", f"{DATASETS}/{{published}}/distributioner/ny/", "redaktor"),
    Page(
        "distribution_edit", f"{DATASETS}/{{draft}}/distributioner/{{draft_distribution}}/", "redaktor", languages=TWO
    ),
    Page(
        "distribution_with_errors",
        f"{DATASETS}/{{published}}/distributioner/ny/",
        "redaktor",
        422,
        fill_in_distribution_wrongly,
    ),
    Page("distribution_remove", f"{DATASETS}/{{published}}/distributioner/{{distribution}}/ta-bort/", "redaktor"),
    Page("file_new", f"{DATASETS}/{{published}}/distributioner/fil/", "redaktor", languages=TWO),
    Page("file_new_with_errors", f"{DATASETS}/{{published}}/distributioner/fil/", "redaktor", 422, upload_no_file),
    Page("file", f"{FILE}/fil/", "redaktor", languages=TWO),
    Page("file_with_errors", f"{FILE}/fil/", "redaktor", 422, upload_no_file),
    Page("file_remove", f"{FILE}/fil/ta-bort/", "redaktor"),
    Page("file_none", f"{DATASETS}/{{draft}}/distributioner/{{draft_distribution}}/fil/", "redaktor"),
    Page("distribution_with_file", f"{FILE}/", "redaktor", languages=TWO),
    Page("publish", f"{DATASETS}/{{published}}/publicera/", "redaktor", languages=TWO),
    Page("publish_stopped", f"{DATASETS}/{{draft}}/publicera/", "redaktor", languages=TWO),
    Page("publish_by_somebody_else", "/arbete/enkoping/datamangder/{waiting_draft}/publicera/", "approved"),
    Page("publish_without_number", "/arbete/heby/datamangder/{unconfirmed_draft}/publicera/", "unconfirmed"),
    Page("publisher_without_number", "/arbete/heby/utgivaren/", "unconfirmed"),
    Page("withdraw", f"{DATASETS}/{{published}}/dra-tillbaka/", "redaktor"),
    Page(
        "withdraw_refused",
        f"{ORGANISATION}/kontakter/{{contact}}/dra-tillbaka/",
        "redaktor",
        409,
        withdraw_what_is_needed,
    ),
    Page("reviews", f"{APPROVAL}/granskning/", "publicist"),
    Page("reviews_none", f"{ORGANISATION}/granskning/", "redaktor", languages=TWO),
    Page("review", f"{APPROVAL}/datamangder/{{reviewed}}/granskning/", "publicist"),
    Page(
        "review_with_errors",
        f"{APPROVAL}/datamangder/{{reviewed}}/granskning/",
        "publicist",
        422,
        return_without_reason,
    ),
    Page("review_own", f"{APPROVAL}/datamangder/{{reviewed}}/granskning/", "approved"),
    Page("review_returned", f"{APPROVAL}/datamangder/{{returned}}/granskning/", "approved"),
    Page("review_of_another_version", f"{APPROVAL}/datamangder/{{overtaken}}/granskning/", "publicist"),
    Page("review_changes", f"{APPROVAL}/datamangder/{{overtaken}}/granskning/andringar/", "publicist"),
    Page("review_of_everything", f"{DATASETS}/{{everything}}/granskning/", "redaktor", languages=TWO),
    Page("review_of_draft", f"{DATASETS}/{{draft}}/granskning/", "redaktor"),
    Page("dataset_edit_with_comments", f"{APPROVAL}/datamangder/{{reviewed}}/", "approved"),
    Page("datasets_with_reviews", f"{APPROVAL}/", "approved"),
    Page("quality", f"{ORGANISATION}/kvalitet/", "redaktor", languages=TWO),
    Page("quality_of_some", f"{ORGANISATION}/kvalitet/", "redaktor", act=show_what_lacks_most),
    Page("dataset_quality", f"{DATASETS}/{{published}}/kvalitet/", "redaktor", languages=TWO),
    Page("dataset_quality_of_draft", f"{DATASETS}/{{draft}}/kvalitet/", "redaktor"),
    Page("preview", f"{DATASETS}/{{everything}}/forhandsvisa/", "redaktor", languages=TWO),
    Page("preview_of_draft", f"{DATASETS}/{{draft}}/forhandsvisa/", "redaktor"),
    Page("history", f"{DATASETS}/{{published}}/historik/", "redaktor"),
    Page("history_withdrawn", f"{DATASETS}/{{withdrawn}}/historik/", "redaktor"),
    Page("history_of_many", f"{DATASETS}/{{changed}}/historik/", "redaktor", languages=TWO),
    Page("difference", f"{DATASETS}/{{changed}}/historik/skillnad/?fran=1&till=2", "redaktor", languages=TWO),
    Page("difference_none", f"{DATASETS}/{{draft}}/historik/skillnad/", "redaktor"),
    Page("difference_unknown", f"{DATASETS}/{{changed}}/historik/skillnad/?fran=99&till=x", "redaktor", 422),
    Page("restore", f"{DATASETS}/{{changed}}/historik/1/aterstall/", "redaktor", languages=TWO),
    Page("publish_changed", f"{DATASETS}/{{changed}}/publicera/", "redaktor"),
    Page("datasets_not_found", f"{ORGANISATION}/?q=finns+inte", "redaktor"),
    Page("bulk_contact", f"{DATASETS}/flera/{{bulk_chosen}}/", "redaktor"),
    Page("bulk_contact_with_errors", f"{DATASETS}/flera/{{bulk_chosen}}/", "redaktor", 422, show_no_effect),
    Page("bulk_publication", f"{DATASETS}/flera/{{bulk_prepared}}/", "redaktor", languages=TWO),
    Page("bulk_done", f"{DATASETS}/flera/{{bulk_done}}/", "redaktor", languages=TWO),
    Page("stale", f"{DATASETS}/{{published}}/", "redaktor", 409, save_what_another_has_saved),
    Page("contact_new", f"{ORGANISATION}/kontakter/ny/", "redaktor"),
    Page("contact_edit", f"{ORGANISATION}/kontakter/{{contact}}/", "redaktor"),
    Page("agent_new", f"{ORGANISATION}/aktorer/ny/", "redaktor"),
    Page("catalogue", f"{ORGANISATION}/katalogen/", "redaktor"),
    Page("publisher", f"{ORGANISATION}/utgivaren/", "redaktor"),
    Page("feed_status", f"{ORGANISATION}/flode/", "responsible", languages=TWO),
    Page("feed_pinned", f"{PINNED}/", "administrator"),
    Page("feed_snapshot", f"{PINNED}/{{second_version}}/", "administrator"),
    Page("feed_pin", f"{PINNED}/{{second_version}}/las/", "administrator"),
    Page("feed_pin_with_errors", f"{PINNED}/{{second_version}}/las/", "administrator", 422, pin_without_reason),
    Page("feed_unpin", f"{PINNED}/las-upp/", "administrator"),
    Page("organisation_links", f"{ORGANISATION}/lankar/", "redaktor", languages=TWO),
    Page("link_exempt", f"{ORGANISATION}/lankar/{{link}}/undanta/", "redaktor"),
    Page("link_exempt_with_errors", f"{ORGANISATION}/lankar/{{link}}/undanta/", "redaktor", 422, exempt_without_reason),
    Page("record_links", f"{DATASETS}/{{everything}}/lankar/", "redaktor", languages=TWO),
    Page("record_links_of_a_contact", f"{ORGANISATION}/kontakter/{{contact}}/lankar/", "redaktor"),
    Page("members", f"{ORGANISATION}/medlemmar/", "responsible", languages=TWO),
    Page("members_with_errors", f"{ORGANISATION}/medlemmar/", "responsible", 422, send_invitation_to_nobody),
    Page("member_role", f"{ORGANISATION}/medlemmar/{{membership}}/roll/", "responsible"),
    Page("member_remove", f"{ORGANISATION}/medlemmar/{{membership}}/ta-bort/", "responsible"),
    Page("settings", f"{ORGANISATION}/installningar/", "responsible", languages=TWO),
    Page("settings_without_number", "/arbete/heby/installningar/", "unconfirmed"),
    Page("administration", "/arbete/administration/", "administrator"),
    Page("terms", "/arbete/administration/ordlistor/", "administrator"),
    Page("terms_with_errors", "/arbete/administration/ordlistor/", "administrator", 422, add_no_term),
    Page("domains", "/arbete/administration/domaner/", "administrator"),
    Page("domains_with_errors", "/arbete/administration/domaner/", "administrator", 422, add_no_term),
    Page("domain_use", "/arbete/administration/domaner/{domain}/anvand/", "administrator"),
    Page("domain_end", "/arbete/administration/domaner/{domain}/avsluta/", "administrator"),
    Page("administration_invite", "/arbete/administration/bjud-in/administrator/", "administrator"),
    Page("administrator_remove", "/arbete/administration/administratorer/{administrator}/ta-bort/", "administrator"),
    Page("coordinator_remove", "/arbete/administration/samordnare/{assignment}/ta-bort/", "administrator"),
    Page("dashboard", f"{ORGANISATION}/oversikt/", "redaktor", languages=TWO),
    Page("dashboard_for_coordinator", f"{ORGANISATION}/oversikt/", "coordinator"),
    Page("dashboard_first_steps", "/arbete/heby/oversikt/", "unconfirmed"),
    Page("candidates", f"{CANDIDATES}/", "redaktor", languages=TWO),
    Page("candidates_none_found", f"{CANDIDATES}/?q=finns+inte", "redaktor"),
    Page("candidates_for_coordinator", f"{CANDIDATES}/", "coordinator"),
    Page("candidates_none", "/arbete/vingaker/forberedelser/", "administrator"),
    Page("candidate_new", f"{CANDIDATES}/ny/", "redaktor"),
    Page("candidate_new_with_errors", f"{CANDIDATES}/ny/", "redaktor", 422, add_no_term),
    Page("candidates_paste", f"{CANDIDATES}/flera/", "redaktor"),
    Page("candidates_paste_with_errors", f"{CANDIDATES}/flera/", "redaktor", 422, add_no_term),
    Page("candidates_recommended", f"{CANDIDATES}/rekommenderade/", "redaktor"),
    Page("candidates_recommended_with_errors", f"{CANDIDATES}/rekommenderade/", "redaktor", 422, choose_none),
    Page("candidate", f"{CANDIDATES}/{{candidate}}/", "redaktor"),
    Page("candidate_decided", f"{CANDIDATES}/{{candidate_decided}}/", "redaktor", languages=TWO),
    Page("candidate_declined", f"{CANDIDATES}/{{candidate_declined}}/", "redaktor"),
    Page("candidate_edit", f"{CANDIDATES}/{{candidate}}/uppgifter/", "redaktor"),
    Page("candidate_question", f"{CANDIDATES}/{{candidate_decided}}/fragor/andra/", "redaktor", languages=TWO),
    Page(
        "candidate_question_with_errors", f"{CANDIDATES}/{{candidate}}/fragor/andra/", "redaktor", 422, answer_nothing
    ),
    Page("candidate_decline", f"{CANDIDATES}/{{candidate}}/avsta/", "redaktor"),
    Page("candidate_remove", f"{CANDIDATES}/{{candidate}}/ta-bort/", "redaktor"),
    Page("expired_form", f"{DATASETS}/{{published}}/publicera/", "redaktor", 403, send_an_old_form),
    Page("coverage_area", "/samordning/uppsala-lan/", "coordinator", languages=TWO),
    Page("coverage_map", "/samordning/uppsala-lan/karta/", "coordinator", languages=TWO),
    Page("coverage_map_of_all", "/samordning/alla/karta/?matt=quality", "administrator"),
    Page("coverage_matrix", "/samordning/uppsala-lan/matris/", "coordinator", languages=TWO),
    Page("monday", "/samordning/uppsala-lan/mandag/", "coordinator", languages=TWO),
    Page("coverage_matrix_of_nothing", "/samordning/uppsala-lan/matris/?state=elsewhere", "coordinator"),
    Page("own_coverage", f"{ORGANISATION}/tackning/", "redaktor", languages=TWO),
    Page("coverage_cell", f"{ORGANISATION}/tackning/badplatser/", "redaktor", languages=TWO),
    Page("coverage_cell_for_coordinator", f"{ORGANISATION}/tackning/badplatser/", "coordinator"),
    Page("coverage_cell_with_errors", f"{ORGANISATION}/tackning/parkering/", "redaktor", 422, plan_without_saying_when),
    Page("too_large_form", f"{DATASETS}/{{published}}/", "redaktor", 413, send_too_much),
    Page("recommended_list", "/samordning/listan/", "coordinator", languages=TWO),
    Page("recommended_create", "/samordning/listan/ny/", "coordinator"),
    Page("recommended_edit", "/samordning/listan/lekplatser/", "coordinator", languages=TWO),
    Page("recommended_import", "/samordning/listan/import/", "coordinator", languages=TWO),
    Page("recommended_import_run", "/samordning/listan/import/{list_import}/", "coordinator"),
    Page("recommended_no_file", "/samordning/listan/import/", "coordinator", 422, show_no_effect),
    Page("recommended_versions", "/samordning/listan/versioner/", "coordinator"),
    Page("recommended_row_versions", "/samordning/listan/lekplatser/versioner/", "coordinator"),
    Page("area_report", "/samordning/uppsala-lan/rapport/", "coordinator", languages=TWO),
    Page("own_report", f"{ORGANISATION}/rapport/", "redaktor", languages=TWO),
)

# What no request brings about in an installation that is well: shown as their handlers answer.
BROKEN = tuple(Page(f"error_{code}", f"/{code}", status=int(code), languages=TWO) for code in ("400", "403", "500"))

PAGES = (*PUBLIC, *ACCOUNT, *WORKSPACE, *BROKEN)
# In English what everybody sees, and of the workspace what has most in it: the words of all pages are looked at without
# a browser (tests/application/test_pages.py), and the elements are the same.
_IN_ENGLISH = {
    "dataset_edit",
    "dataset_everything_all_steps",
    "dashboard",
    "quality",
    "settings",
    "monday",
    "coverage_matrix",
}
_IN_ENGLISH |= {page.name for page in (*PUBLIC, *ACCOUNT, *BROKEN)}
VISITS = [
    (page, language)
    for page in PAGES
    for language in page.languages
    if language == page.languages[0] or page.name in _IN_ENGLISH
]
