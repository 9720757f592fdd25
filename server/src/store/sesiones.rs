//! Sessions and failed sign-ins. Only digests of tokens are known here.

use std::collections::HashMap;

use domain::{Hash, Instante};

use super::{
    Cuenta, StoreError, Tx, Value,
    base::binds,
    cuentas::{COLUMNS_CUENTA, read_cuenta},
};

/// A session with the account it acts for, as both are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SesionAbierta {
    pub cuenta: Cuenta,
    pub vista: Instante,
    pub expira: Instante,
}

/// Failed sign-ins of an account or an address since the first one of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intento {
    pub cuantos: u32,
    pub desde: Instante,
}

impl Tx {
    /// # Errors
    /// [`StoreError`].
    pub async fn open_sesion(
        &mut self,
        resumen: Hash,
        usuario: &str,
        now: Instante,
        expira: Instante,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO sesion (resumen, usuario, creada, vista, expira) VALUES ($1, $2, $3, $3, $4)";
        let values =
            vec![resumen.to_string().into(), usuario.into(), now.to_string().into(), expira.to_string().into()];
        self.execute(sql, values).await.map(drop)
    }

    /// The session of a token, if it has not expired and its account is open.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sesion(&mut self, resumen: Hash, now: Instante) -> Result<Option<SesionAbierta>, StoreError> {
        Ok(self.sesiones([resumen].into_iter(), now).await?.remove(&resumen))
    }

    /// The sessions of several tokens; those that expired or whose account is closed are missing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sesiones(
        &mut self,
        resumenes: impl ExactSizeIterator<Item = Hash>,
        now: Instante,
    ) -> Result<HashMap<Hash, SesionAbierta>, StoreError> {
        let sql = format!(
            "SELECT c.usuario, c.persona, c.clave, c.rol, c.unidad, c.estado, s.resumen, s.vista, s.expira \
             FROM sesion s JOIN cuenta c ON c.usuario = s.usuario \
             WHERE s.expira > $1 AND c.estado = 'Activa' AND s.resumen IN ({})",
            binds(2, resumenes.len())
        );
        let digests = resumenes.map(|resumen| Value::from(resumen.to_string()));
        let values = std::iter::once(now.to_string().into()).chain(digests).collect();
        let rows = self.rows(sql, values).await?;
        rows.iter()
            .map(|row| {
                let cuenta = read_cuenta(row)?;
                let mut cells = row.reading("sesion", &["resumen", "vista", "expira"], 0);
                cells.skip(COLUMNS_CUENTA.len());
                let resumen = cells.text()?;
                Ok((resumen, SesionAbierta { cuenta, vista: cells.text()?, expira: cells.text()? }))
            })
            .collect()
    }

    /// Notes that the session is in use, which puts its end off.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn touch_sesion(&mut self, resumen: Hash, now: Instante, expira: Instante) -> Result<(), StoreError> {
        let sql = "UPDATE sesion SET vista = $2, expira = $3 WHERE resumen = $1";
        let values = vec![resumen.to_string().into(), now.to_string().into(), expira.to_string().into()];
        self.execute(sql, values).await.map(drop)
    }

    /// # Errors
    /// [`StoreError`].
    pub async fn end_sesion(&mut self, resumen: Hash) -> Result<(), StoreError> {
        self.execute("DELETE FROM sesion WHERE resumen = $1", vec![resumen.to_string().into()]).await.map(drop)
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_sesiones_de(&mut self, usuario: &str) -> Result<(), StoreError> {
        self.execute("DELETE FROM sesion WHERE usuario = $1", vec![usuario.into()]).await.map(drop)
    }

    /// Forgets sessions that expired.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sweep_sesiones(&mut self, now: Instante) -> Result<(), StoreError> {
        self.execute("DELETE FROM sesion WHERE expira <= $1", vec![now.to_string().into()]).await.map(drop)
    }

    /// # Errors
    /// [`StoreError`].
    pub async fn intento(&mut self, origen: &str) -> Result<Option<Intento>, StoreError> {
        let sql = "SELECT origen, cuantos, desde FROM intento WHERE origen = $1";
        let row = self.row(sql, vec![origen.into()]).await?;
        row.map(|row| {
            let mut cells = row.reading("intento", &["origen", "cuantos", "desde"], 1);
            let _: String = cells.text()?;
            Ok(Intento { cuantos: cells.int()?, desde: cells.text()? })
        })
        .transpose()
    }

    /// # Errors
    /// [`StoreError`].
    pub async fn put_intento(&mut self, origen: &str, intento: Intento) -> Result<(), StoreError> {
        let sql = "INSERT INTO intento (origen, cuantos, desde) VALUES ($1, $2, $3) \
                   ON CONFLICT (origen) DO UPDATE SET cuantos = excluded.cuantos, desde = excluded.desde";
        let values = vec![origen.into(), i64::from(intento.cuantos).into(), intento.desde.to_string().into()];
        self.execute(sql, values).await.map(drop)
    }

    /// # Errors
    /// [`StoreError`].
    pub async fn forget_intento(&mut self, origen: &str) -> Result<(), StoreError> {
        self.execute("DELETE FROM intento WHERE origen = $1", vec![origen.into()]).await.map(drop)
    }
}
