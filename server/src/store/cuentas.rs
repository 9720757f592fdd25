//! People, their accounts, the settings of the installation and the audit table.

use domain::plan::UnidadOrganica;
use domain::{Id, Instante, Persona, Rol};
use serde::{Deserialize, Serialize};

use super::{Row, StoreError, Tx, Value};

/// A person as the directory knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaRegistrada {
    pub id: Id<Persona>,
    pub nombre: String,
    pub puesto: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EstadoCuenta {
    Activa,
    Cerrada,
}

/// How a person enters, and as what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cuenta {
    pub usuario: String,
    pub persona: Id<Persona>,
    /// The Argon2id hash, in PHC form.
    pub clave: String,
    pub rol: Rol,
    pub unidad: Option<Id<UnidadOrganica>>,
    pub estado: EstadoCuenta,
}

pub(super) const COLUMNS_CUENTA: &[&str] = &["usuario", "persona", "clave", "rol", "unidad", "estado"];

pub(super) fn read_cuenta(row: &Row) -> Result<Cuenta, StoreError> {
    let mut cells = row.reading("cuenta", COLUMNS_CUENTA, 1);
    Ok(Cuenta {
        usuario: cells.text()?,
        persona: cells.text()?,
        clave: cells.text()?,
        rol: cells.text()?,
        unidad: cells.opt_text()?,
        estado: cells.text()?,
    })
}

impl Tx {
    /// Adds a person or corrects their name and post.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_persona(&mut self, persona: &PersonaRegistrada) -> Result<(), StoreError> {
        let sql = "INSERT INTO persona (id, nombre, puesto) VALUES ($1, $2, $3) \
                   ON CONFLICT (id) DO UPDATE SET nombre = excluded.nombre, puesto = excluded.puesto";
        let values = vec![persona.id.to_string().into(), persona.nombre.clone().into(), persona.puesto.clone().into()];
        self.execute(sql, values).await.map(drop)
    }

    /// The directory.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn personas(&mut self) -> Result<Vec<PersonaRegistrada>, StoreError> {
        let rows = self.rows("SELECT id, nombre, puesto FROM persona", vec![]).await?;
        rows.iter()
            .map(|row| {
                let mut cells = row.reading("persona", &["id", "nombre", "puesto"], 1);
                Ok(PersonaRegistrada { id: cells.text()?, nombre: cells.text()?, puesto: cells.text()? })
            })
            .collect()
    }

    /// Adds an account or overwrites it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_cuenta(&mut self, cuenta: &Cuenta) -> Result<(), StoreError> {
        let sql = "INSERT INTO cuenta (usuario, persona, clave, rol, unidad, estado) VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (usuario) DO UPDATE SET persona = excluded.persona, clave = excluded.clave, \
                   rol = excluded.rol, unidad = excluded.unidad, estado = excluded.estado";
        let values = vec![
            cuenta.usuario.clone().into(),
            cuenta.persona.to_string().into(),
            cuenta.clave.clone().into(),
            format!("{:?}", cuenta.rol).into(),
            Value::Text(cuenta.unidad.map(|unidad| unidad.to_string())),
            format!("{:?}", cuenta.estado).into(),
        ];
        self.execute(sql, values).await.map(drop)
    }

    /// # Errors
    /// [`StoreError`].
    pub async fn cuenta(&mut self, usuario: &str) -> Result<Option<Cuenta>, StoreError> {
        let sql = "SELECT usuario, persona, clave, rol, unidad, estado FROM cuenta WHERE usuario = $1";
        self.row(sql, vec![usuario.into()]).await?.map(|row| read_cuenta(&row)).transpose()
    }

    /// # Errors
    /// [`StoreError`].
    pub async fn cuentas(&mut self) -> Result<Vec<Cuenta>, StoreError> {
        let sql = "SELECT usuario, persona, clave, rol, unidad, estado FROM cuenta";
        self.rows(sql, vec![]).await?.iter().map(read_cuenta).collect()
    }

    /// A setting of the installation.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ajuste(&mut self, nombre: &str) -> Result<Option<String>, StoreError> {
        let row = self.row("SELECT valor FROM ajuste WHERE nombre = $1", vec![nombre.into()]).await?;
        row.map(|row| row.text(0)).transpose().map(Option::flatten)
    }

    /// # Errors
    /// [`StoreError`].
    pub async fn put_ajuste(&mut self, nombre: &str, valor: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO ajuste (nombre, valor) VALUES ($1, $2) \
                   ON CONFLICT (nombre) DO UPDATE SET valor = excluded.valor";
        self.execute(sql, vec![nombre.into(), valor.into()]).await.map(drop)
    }

    /// Notes an act that is not part of a plan: a sign-in, a moved date, an account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit(
        &mut self,
        instante: Instante,
        usuario: &str,
        acto: &str,
        detalle: &str,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO auditoria (id, instante, usuario, acto, detalle) VALUES ($1, $2, $3, $4, $5)";
        let id = uuid::Uuid::now_v7().to_string();
        let values = vec![id.into(), instante.to_string().into(), usuario.into(), acto.into(), detalle.into()];
        self.execute(sql, values).await.map(drop)
    }
}
