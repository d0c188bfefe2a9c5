package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UmlautsTest {
    @Test
    void a_name_with_umlauts_is_written_with_two_letters_too() {
        assertThat(Umlauts.spellings("Müller")).containsExactly("mueller");
        assertThat(Umlauts.spellings("Bjørn")).containsExactly("bjoern");
    }

    @Test
    void a_name_with_two_letters_may_stand_for_an_umlaut_wherever_they_are() {
        assertThat(Umlauts.spellings("Mueller")).containsExactly("müller");
        assertThat(Umlauts.spellings("Eichmueller")).containsExactly("eichmüller");
    }

    @Test
    void other_names_have_one_spelling() {
        assertThat(Umlauts.spellings("Okonkwo")).isEmpty();
    }
}
